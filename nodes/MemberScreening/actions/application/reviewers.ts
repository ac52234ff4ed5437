import type { INodeProperties } from 'n8n-workflow';
import type { Reviewer } from '../../../../community/review/assign';
import type { ReviewerName } from '../../../../community/review/messages';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';

/** The list of reviewers, as an operator fills it in. */
export const reviewersField: INodeProperties = {
	displayName: 'Reviewers',
	name: 'reviewers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Reviewer',
	default: {},
	description: 'Who shares the work. Whoever has the fewest open applications gets the next one.',
	options: [
		{
			displayName: 'Reviewer',
			name: 'reviewer',
			values: [
				{
					displayName: 'Reviewer ID',
					name: 'reviewerId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 123456789',
					description: 'The ID on the platform, so that reminders reach the person',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Li Lei',
					description: 'As reminders call the person. Leave empty to use the ID.',
				},
				{
					displayName: 'Away',
					name: 'away',
					type: 'boolean',
					default: false,
					description: 'Whether the person gets no new applications for now',
				},
				{
					displayName: 'At Most',
					name: 'maxOpen',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'How many open applications the person may have at a time. 0 for no limit.',
				},
			],
		},
	],
};

export type NamedReviewer = Reviewer & ReviewerName;

/** @throws InputError if a reviewer has no ID */
export function readReviewers(value: unknown): NamedReviewer[] {
	const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
	return rows.map((row, index) => {
		const reviewerId = asText(row['reviewerId']).trim();
		if (reviewerId === '') {
			throw new InputError(`Reviewer ${index + 1} has no ID`, 'Fill in "Reviewer ID" with the ID on the platform.');
		}
		const maxOpen = Number(row['maxOpen'] ?? 0);
		return {
			reviewerId,
			id: reviewerId,
			name: asText(row['name']).trim() || reviewerId,
			away: row['away'] === true,
			...(maxOpen > 0 ? { maxOpen } : {}),
		};
	});
}

/** The reviewer as messages mention them; whoever is not in the list is called by the ID. */
export function nameOf(reviewers: readonly NamedReviewer[], id: string): ReviewerName {
	const known = reviewers.find(({ reviewerId }) => reviewerId === id);
	return { id, name: known?.name ?? id };
}
