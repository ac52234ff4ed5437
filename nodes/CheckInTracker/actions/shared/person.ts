/* People as items and the store know them: the same for every node of this package. */
export {
	ensurePerson,
	groupWord,
	privateWord,
	requirePerson,
	subjectOfRow,
} from '../../../MemberScreening/actions/admission/person';
