/** Persons of items and of the store, and words to them, as every node shows and writes them. */
export {
	ensurePerson,
	groupWord,
	knownPerson,
	personOfItem,
	privateWord,
	requirePerson,
	wordTo,
	type Person,
} from '../MemberScreening/actions/admission/person';
/** Lists and JSON as operators type them, or expressions give them. */
export { jsonOf, listOf } from '../MemberScreening/actions/elimination/policy';
