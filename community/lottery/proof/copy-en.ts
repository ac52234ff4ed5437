import type { ProofCopy } from './copy';

export const TITLES_EN: ProofCopy['titles'] = {
	format: 'The proof is whole',
	rules: 'The rules were not changed',
	list: 'The list of entrants was not changed',
	commitment: 'The secret was sealed before anybody entered',
	closing: 'It was not closed early',
	drand: 'A public random number that nobody could foresee was used',
	seed: 'The seed follows from the formula',
	draw: 'Drawing again gives exactly the same result',
	published: 'It is the lottery that the group was told of',
};

export const REASONS_EN: ProofCopy['reasons'] = {
	'format.ok': 'Everything is there, and nothing else.',
	'format.wrong': 'The file cannot be read; it was changed, or is not whole: {message}',
	'rules.ok': 'The hash of the rules is the one that the list names. Change one letter, and the hash is another.',
	'rules.unreadable': 'The rules cannot be read: {message}',
	'rules.changed':
		'The hash of the rules is {hash}, but the list names {listed}: rules or list were changed after closing.',
	'list.ok':
		'{entrants} entrants with {lots} lots, in order and well written, nobody twice. Change one character, and the hash is another.',
	'list.unreadable': 'The list is not as it must be: {message}',
	'list.changed': 'The hash of the list is {hash}, but the proof says {listed}: the list was changed.',
	'list.weight': 'An entrant ({entrant}) has {weight} lots, but the rules allow {cap} at most.',
	'commitment.ok':
		'The secret shown at the draw is the one sealed before the first entry. The organiser could not choose it with the list in view.',
	'commitment.other':
		'The secret gives the hash {hash}, but {listed} was published before the first entry: it is another secret.',
	'closing.ok': 'The list was closed at {closedAt}, not before {closesAt} as the rules say (UTC).',
	'closing.early': 'The list was closed at {closedAt}, before {closesAt} as the rules say (UTC).',
	'drand.none':
		'The rules name no public random number. You then rely on the organiser, who knew the secret, not to have added or left out entries at the last moment; check your receipt.',
	'drand.ok':
		'Round {round} of drand ({network}) came into being at {time}, after the list was closed at {closedAt}. Its signature is genuine: neither the organiser nor anybody else could know or change it before.',
	'drand.missing': 'The rules name round {round} of drand, but the proof has none.',
	'drand.unexpected':
		'The rules name no public random number, but the proof uses one: a choice too many, with which a result can be picked.',
	'drand.other': 'The rules name round {named} of drand; the proof uses round {round}, or another network.',
	'drand.forged': 'The signature of round {round} of drand is false, and so is the random number.',
	'drand.late':
		'The list was closed at {closedAt}, but round {round} was public from {time}: the organiser could have changed the list with the result in view.',
	'seed.ok': 'Seed = SHA-256 (secret + hash of the list + public random number): it is so.',
	'seed.other': 'By the formula the seed is {seed}, which is not what the proof says.',
	'draw.ok':
		'All lots were drawn and ordered again here: {winners} winners and {alternates} alternates, exactly as in the proof.',
	'draw.other': '{what} {number} is wrong: the proof says {claimed|(nobody)}, drawing again gives {drawn|(nobody)}.',
	'draw.impossible': 'These rules and this list cannot be drawn: {message}',
	'published.none':
		'Not compared yet. Paste the hashes that were posted in the group: only this finds out a proof that was rewritten from end to end.',
	'published.ok': 'As it was published: {what}.',
	'published.other':
		'Not what was published: {what}. Published was {expected}, this proof has {found}. It is not the proof of that lottery.',
	blocked: 'A step before has failed, so this one could not be checked.',
};

export const THINGS_EN: ProofCopy['things'] = {
	winner: 'Winner',
	alternate: 'Alternate',
	communityId: 'the id of the community',
	lotteryId: 'the id of the lottery',
	rules: 'the hash of the rules',
	commitment: 'the hash of the secret',
	list: 'the hash of the list',
};
