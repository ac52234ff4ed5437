import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { decodeButton, type ButtonAction } from '../../../../community/button';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { fillText } from '../../../../community/text';
import { InputError } from '../../../shared/errors';
import { requireEvent } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

/** What an operator decides about a proof or an appeal. */
export interface Judgement {
	communityId: string;
	id: string;
	yes: boolean;
	operatorId: string;
	operatorName: string;
	note: string | null;
	/** The press of a button that said it. */
	click: CommunityEvent | undefined;
}

interface Kind {
	yes: ButtonAction;
	no: ButtonAction;
	/** Parameter that holds the id. */
	idName: string;
	idLabel: string;
	verdicts: { yes: string; no: string };
}

export const PROOF: Kind = {
	yes: 'chk.ok',
	no: 'chk.no',
	idName: 'checkInId',
	idLabel: 'Check-In ID',
	verdicts: { yes: 'Approve', no: 'Refuse' },
};
export const APPEAL: Kind = {
	yes: 'chk.grant',
	no: 'chk.deny',
	idName: 'appealId',
	idLabel: 'Appeal ID',
	verdicts: { yes: 'Grant', no: 'Deny' },
};

/** The fields of an operation in which an operator judges. */
export function judgementFields({ idName, idLabel, verdicts }: Kind): INodeProperties[] {
	const fields = { judgementSource: ['fields'] };
	return [
		{
			displayName: 'Judgement Comes From',
			name: 'judgementSource',
			type: 'options',
			options: [
				{
					name: 'Button in the Chat',
					value: 'button',
					description: 'An operator pressed a button of the card; everything else is passed over',
				},
				{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system judges' },
			],
			default: 'button',
		},
		{
			displayName: 'Community ID',
			name: 'communityId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. -1001234567890',
			displayOptions: { show: fields },
		},
		{
			displayName: idLabel,
			name: idName,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. k3j5h2m7q4w6e2r5',
			description: `The <code>${idName}</code> of an item`,
			displayOptions: { show: fields },
		},
		{
			displayName: 'Judgement',
			name: 'judgement',
			type: 'options',
			options: [
				{ name: verdicts.yes, value: 'yes' },
				{ name: verdicts.no, value: 'no' },
			].sort((a, b) => (a.name < b.name ? -1 : 1)),
			default: 'yes',
			displayOptions: { show: fields },
		},
		{
			displayName: 'Judged By',
			name: 'operator',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Li Lei',
			description: 'Who answers for it; kept in the ledger',
			displayOptions: { show: fields },
		},
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. The picture does not show the date',
			description: 'What the member is told with it',
		},
	];
}

/** Reads what an operator decides; `undefined` for an item that is no decision. */
export function judgementReader(
	context: IExecuteFunctions,
	kind: Kind,
): (item: INodeExecutionData, index: number) => Judgement | undefined {
	const text = (name: string) => textReader(context, name);
	const [source, note, community, id] = [text('judgementSource'), text('note'), text('communityId'), text(kind.idName)];
	const [verdict, operator] = [text('judgement'), text('operator')];
	return (item, index) => {
		const words = note(index) || null;
		if (source(index) === 'fields') {
			const [communityId, name, by] = [community(index), id(index), operator(index)];
			if (communityId === '' || name === '' || by === '') {
				throw new InputError('A field is empty', `Fill in "Community ID", "${kind.idLabel}" and "Judged By".`);
			}
			const yes = verdict(index) !== 'no';
			return { communityId, id: name, yes, operatorId: by, operatorName: by, note: words, click: undefined };
		}
		const event = requireEvent(item);
		const button = event.type === 'button' ? decodeButton(event.button?.value ?? '') : undefined;
		if (button === undefined || event.memberId === undefined) return undefined;
		if (button.action !== kind.yes && button.action !== kind.no) return undefined;
		return {
			communityId: button.communityId,
			id: button.id,
			yes: button.action === kind.yes,
			operatorId: event.memberId,
			operatorName: event.memberName ?? event.memberId,
			note: words,
			click: event,
		};
	};
}

/** The answer to the press, and the card with what was decided instead of its buttons. */
export function judgedMessages(
	{ click, id, operatorName, yes }: Judgement,
	language: Language,
	card: string,
): OutboundMessage[] {
	const copy = CHECKIN_COPY[language];
	const verdict = fillText(yes ? copy.judgedYes : copy.judgedNo, { operator: operatorName });
	const place = click?.button?.messageId;
	return [
		...(click?.replyHandle === undefined ? [] : [buttonAnswer(click.replyHandle, verdict, `checkin:${id}:toast`)]),
		...(click === undefined || place === undefined
			? []
			: [
					{
						to: { kind: 'group' as const, id: click.communityId },
						text: `${card}\n\n${verdict}`,
						format: 'plain' as const,
						replaces: place,
						dedupeKey: `checkin:${id}:judged`,
					},
				]),
	];
}

/** The answer to whoever pressed after somebody else had decided. */
export function judgedBefore({ click }: Judgement, language: Language): OutboundMessage[] {
	if (click?.replyHandle === undefined) return [];
	return [buttonAnswer(click.replyHandle, CHECKIN_COPY[language].judgedBefore, `button:${click.eventId}`)];
}
