import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** What a signal does, as rules do it. */
function effectFields(usual: 'review' | 'reject'): INodeProperties[] {
	return [
		{
			displayName: 'Effect',
			name: 'effect',
			type: 'options',
			options: [
				{ name: 'Ask a Person', value: 'review' },
				{ name: 'Points', value: 'points' },
				{ name: 'Reject at Once', value: 'reject' },
			],
			default: usual,
			description: 'What happens if the signal is found',
		},
		{
			displayName: 'Points',
			name: 'points',
			type: 'number',
			default: -20,
			description: 'Added to the score if the signal is found; negative to take points away',
			displayOptions: { show: { effect: ['points'] } },
		},
	];
}

const duplicates: INodePropertyCollection = {
	displayName: 'Duplicate People',
	name: 'duplicate',
	values: [
		...effectFields('review'),
		{
			displayName: 'At Least',
			name: 'leastSure',
			type: 'options',
			options: [
				{ name: 'Certain', value: 'certain', description: 'The same union ID, or two likenesses' },
				{ name: 'Likely', value: 'likely', description: 'The same phone or e-mail address' },
				{ name: 'Possible', value: 'possible', description: 'A name and a picture that are nearly the same' },
			],
			default: 'likely',
			description: 'How sure it must be that somebody known in the community is the same person',
		},
		{
			displayName: 'Name Similarity',
			name: 'nameSimilarity',
			type: 'number',
			typeOptions: { minValue: 0.5, maxValue: 1, numberPrecision: 2 },
			default: 0.75,
			description: 'From 0.5 to 1: the part of a name that must be equal; 0.75 lets one character of four differ',
		},
		{
			displayName: 'Picture Distance',
			name: 'avatarDistance',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 7 },
			default: 6,
			description: 'How many of the 64 bits of the pictures’ hashes may differ, from 0 to 7',
		},
	],
};

const poachers: INodePropertyCollection = {
	displayName: 'Group Poachers',
	name: 'poacher',
	values: [
		...effectFields('review'),
		{
			displayName: 'Communities Joined',
			name: 'joinsAtLeast',
			type: 'number',
			typeOptions: { minValue: 2 },
			default: 5,
			description: 'Whoever has joined so many communities of this store in a short time is suspected',
		},
		{
			displayName: 'Joined Within Hours',
			name: 'joinsWithinHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			description: 'The short time in which the communities were joined',
		},
		{
			displayName: 'Left After a Gift',
			name: 'leavesAtLeast',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 2,
			description: 'Whoever has left so many communities soon after a gift is suspected',
		},
		{
			displayName: 'Left Within Hours',
			name: 'leavesWithinHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 72,
			description: 'How soon after the gift',
		},
		{
			displayName: 'Remember Days',
			name: 'rememberDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 90,
			description: 'What happened longer ago is forgotten',
		},
	],
};

/** What is known of the person beside the answers. Each costs queries, and only where it is added. */
export const signalsOption: INodeProperties = {
	displayName: 'Signals',
	name: 'signals',
	type: 'fixedCollection',
	placeholder: 'Add Signal',
	default: {},
	description: 'What else to look at: whether the person is known, blocked, or goes through many communities',
	options: [{ displayName: 'Blocklist', name: 'blocklist', values: effectFields('reject') }, duplicates, poachers],
};

const pathField = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

export const contactFieldsOption: INodeProperties = {
	displayName: 'Contact Fields',
	name: 'contactFields',
	type: 'fixedCollection',
	placeholder: 'Add Contact Fields',
	default: {},
	description: 'Where the application holds what a person is known by, for Duplicate People and Blocklist',
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				pathField('Phone Field', 'phone', 'e.g. answers.phone', 'Field with the telephone number'),
				pathField('Email Field', 'email', 'e.g. answers.email', 'Field with the e-mail address'),
				pathField('Union ID Field', 'unionId', 'e.g. answers.unionid', 'Field with WeChat’s union ID'),
				pathField(
					'Picture Hash Field',
					'avatarHash',
					'e.g. answers.avatar_hash',
					'Field with a 64-bit perceptual hash of the profile picture, as 16 hexadecimal digits',
				),
				pathField(
					'Calling Code',
					'callingCode',
					'e.g. 86',
					'Of telephone numbers that are written without one. Empty = 86.',
				),
			],
		},
	],
};
