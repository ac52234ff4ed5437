import { tagsOf } from '../../../../community/admission/seat';
import type { CommunityEvent } from '../../../../community/event';
import type { FieldValue } from '../../../../community/screening/answers';
import { normalPhone, type Applicant } from '../../../../community/screening/applicant';
import type { Subject } from '../../../../community/subject';
import type { Checks } from './settings';
import type { ContactPaths } from './signalPlan';

type Look = (field: string) => FieldValue;

/** Everything that the checks beside the rules look at. */
export interface Examined {
	checks: Checks;
	applicant: Applicant;
	/** What the applicant wrote. */
	texts: string[];
	/** What may open a tier. */
	tags: string[];
}

function textAt(look: Look, path: string | undefined): string | undefined {
	return path === undefined ? undefined : tagsOf(look(path))[0];
}

function applicantOf({ member }: Subject, look: Look, paths: ContactPaths): Applicant {
	const phone = textAt(look, paths.phone);
	const plan = { callingCode: paths.callingCode, trunkPrefix: '0' };
	return {
		platform: member.platform,
		memberId: member.platformMemberId,
		name: member.name,
		// Everything after this, the blocklist too, compares the international spelling.
		phone: phone === undefined ? undefined : (normalPhone(phone, plan) ?? phone),
		email: textAt(look, paths.email),
		unionId: textAt(look, paths.unionId),
		avatarHash: textAt(look, paths.avatarHash),
	};
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Puts together what the checks look at. */
export function examined(event: CommunityEvent, subject: Subject, look: Look, checks: Checks): Examined {
	const { tierField } = checks.quota ?? {};
	return {
		checks,
		applicant: applicantOf(subject, look, checks.contacts),
		texts: [event.text ?? '', ...(event.form?.fields ?? []).flatMap(({ value }) => textsIn(value))],
		tags: tierField === undefined ? [] : tagsOf(look(tierField)),
	};
}
