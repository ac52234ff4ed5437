import { DomainError } from '../../../../community/domain-error';
import { parseReviewPolicy, type ReviewPolicy } from '../../../../community/review/policy';
import { InputError } from '../../../shared/errors';
import { asText, textOption } from '../../../shared/parameters';
import { POLICY_LABELS, TIME_ZONE } from './followUp.fields';

/** What the fields of Follow Up say, as the node reads them. */
export interface PolicyFields {
	remindAfterHours: number;
	escalateAfterHours: number;
	escalateTo: string;
	defaultDecision: string;
	defaultAfterHours: number;
	options: Readonly<Record<string, unknown>>;
}

/** @throws InputError naming the field, as the editor shows it, that is wrong or contradicts another */
export function readPolicy(fields: PolicyFields): ReviewPolicy {
	const { escalateTo, defaultDecision, options } = fields;
	const after = (name: string, hours: unknown) => (Number(hours ?? 0) === 0 ? {} : { [name]: Number(hours) });
	const from = textOption(options, 'speakFrom');
	const to = textOption(options, 'speakTo');
	if ((from === undefined) !== (to === undefined)) {
		throw new InputError('Only one of "Speak From" and "Speak Until" is filled in', 'Fill in both, or none.');
	}
	const timeZone = textOption(options, 'timeZone') ?? TIME_ZONE;
	return named(() =>
		parseReviewPolicy({
			...after('remindAfterHours', fields.remindAfterHours),
			...after('remindEveryHours', options['remindEveryHours']),
			...(options['maxReminders'] === undefined ? {} : { maxReminders: Number(options['maxReminders']) }),
			...after('escalateAfterHours', fields.escalateAfterHours),
			...(escalateTo === '' ? {} : { escalateTo }),
			default: asText(defaultDecision) || 'keep',
			...(defaultDecision === 'keep' || defaultDecision === ''
				? {}
				: after('defaultAfterHours', fields.defaultAfterHours)),
			...(from === undefined || to === undefined ? {} : { hours: { from, to, timeZone } }),
		}),
	);
}

/** The rules call fields by their names; operators know them by their labels. */
function named<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		const shown = error instanceof DomainError ? inLabels(error) : undefined;
		throw shown ?? error;
	}
}

function inLabels({ message, hint, field }: DomainError): InputError {
	const labelled = (text: string) =>
		text.replace(/"([\w.]+)"/g, (whole, name: string) => {
			const label = Object.hasOwn(POLICY_LABELS, name) ? POLICY_LABELS[name] : undefined;
			return label === undefined ? whole : `"${label}"`;
		});
	const said = labelled(message);
	const label = field === undefined ? undefined : POLICY_LABELS[field];
	const isNamed = label === undefined || said.includes(`"${label}"`);
	return new InputError(isNamed ? said : `${said} (field "${label}")`, labelled(hint));
}
