import { binder } from './bind';
import { behaviourOf } from './queries/behaviour';
import { erasePerson } from './queries/erasure';
import { trail } from './queries/ledger';
import { recordOf, saveRecords } from './queries/member-records';
import { listMembers, updateMember } from './queries/member-search';
import { putTag, tagsOf, takeTag } from './queries/member-tags';
import { addToken, useToken } from './queries/member-tokens';
import { membersWithTrait, putTrait, sharedTraits, traitsOf } from './queries/member-traits';
import { addMerge, endMerge, getMerge, leadMembers, linksOf, mergesOf, putLink, renewMerge } from './queries/merges';
import { personalData } from './queries/personal-data';
import { memberIdsOf } from './queries/persons';
import { portraitFields, portraitsOf, putPortrait, savePortraitFields } from './queries/portraits';
import type { Scope } from './schema';
import type { MemberTransaction } from './types';

/** What a transaction may do for Community Member, bound to the connection that it runs on. */
export function memberTransaction(scope: Scope): MemberTransaction {
	const bound = binder(scope);
	return {
		memberIdsOf: bound(memberIdsOf),
		listMembers: bound(listMembers),
		updateMember: bound(updateMember),
		behaviourOf: bound(behaviourOf),
		trail: bound(trail),
		portraitFields: bound(portraitFields),
		savePortraitFields: bound(savePortraitFields),
		portraitsOf: bound(portraitsOf),
		putPortrait: bound(putPortrait),
		tagsOf: bound(tagsOf),
		putTag: bound(putTag),
		takeTag: bound(takeTag),
		traitsOf: bound(traitsOf),
		putTrait: bound(putTrait),
		membersWithTrait: bound(membersWithTrait),
		sharedTraits: bound(sharedTraits),
		recordOf: bound(recordOf),
		saveRecords: bound(saveRecords),
		mergesOf: bound(mergesOf),
		getMerge: bound(getMerge),
		addMerge: bound(addMerge),
		renewMerge: bound(renewMerge),
		endMerge: bound(endMerge),
		leadMembers: bound(leadMembers),
		linksOf: bound(linksOf),
		putLink: bound(putLink),
		addToken: bound(addToken),
		useToken: bound(useToken),
		personalData: bound(personalData),
		erasePerson: bound(erasePerson),
	};
}
