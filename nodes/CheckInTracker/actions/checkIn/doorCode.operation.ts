import { randomBytes } from 'node:crypto';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { doorCode, qrPng, qrSvg, signPass } from '../../../../community/checkin/door';
import { wallClock } from '../../../../community/checkin/dates';
import { stableId } from '../../../../community/digest';
import { fillText } from '../../../../community/text';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError, nodeError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { checkInLine } from '../../../shared/ledger';
import { linkWith, passKeys } from '../shared/passKeys';
import { trackerOrShipped } from '../shared/trackers';

const properties: INodeProperties[] = [
	communityField,
	trackerIdField,
	{
		displayName: 'Valid for Minutes',
		name: 'validMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10080, numberPrecision: 0 },
		default: 120,
		description: 'How long the code opens the door. Whoever photographs it can pass it on for as long.',
	},
	{
		displayName: 'Page URL',
		name: 'pageUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/door',
		description:
			'Production URL of the Webhook node before Door Page, which the QR code opens. Leave empty for a QR code that shows the words to send in the chat.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Issued By',
				name: 'operator',
				type: 'string',
				default: '',
				placeholder: 'e.g. Li Lei',
				description: 'Who answers for it; kept in the ledger. Leave empty for the name of the workflow.',
			},
			{
				displayName: 'Place',
				name: 'place',
				type: 'string',
				default: '',
				placeholder: 'e.g. Nanshan meet-up',
				description: 'Where the door is; kept with the code',
			},
			{
				displayName: 'Send To',
				name: 'sendTo',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: "Group that gets the code, e.g. the operators' group. Leave empty to send it nowhere.",
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['checkIn'], operation: ['doorCode'] } },
	properties,
);

const MOST_MINUTES = 10_080;

/** Issues codes for doors: a word to type, and a QR code as PNG (binary field `qr`) and SVG. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const minutes = parameterReader(context, 'validMinutes', 120, Number);
	const page = textReader(context, 'pageUrl');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const needsKey = context.getInputData().some((_item, index) => page(index) !== '');
	const keys = needsKey ? await passKeys(context) : undefined;
	const outputs = await runBatch(context, 1, {
		prepare(item, index) {
			const valid = minutes(index);
			if (!(valid >= 1 && valid <= MOST_MINUTES)) {
				throw new InputError(`"Valid for Minutes" is ${valid}`, `Fill in a number from 1 to ${MOST_MINUTES}.`);
			}
			const expiresAt = new Date(Date.parse(now) + Math.floor(valid) * 60_000).toISOString();
			const code = doorCode(randomBytes(8));
			return { ...scope(item, index), expiresAt, code, pageUrl: page(index), chosen: options(index) };
		},
		async apply(tx, { communityId, trackerId, expiresAt, code, pageUrl, chosen }, index) {
			const tracker = await trackerOrShipped(tx, communityId, trackerId, { timeZone: context.getTimezone() }, now);
			const { rules } = tracker;
			if (!rules.ways.includes('scan')) {
				throw new InputError(
					`The tracker "${trackerId}" takes no codes`,
					'Add the way Scan to its rules (operation Define).',
				);
			}
			const by = textOption(chosen, 'operator') ?? context.getWorkflow().name ?? 'workflow';
			const place = textOption(chosen, 'place') ?? null;
			const key = `checkin.door:${trackerId}:${context.getExecutionId()}:${index}`;
			const { duplicate, result } = await tx.once(communityId, key, now, async () => {
				await tx.addDoorCode({ communityId, code, trackerId, place, issuedBy: by, issuedAt: now, expiresAt });
				const eventId = `door:${stableId(code)}`;
				const data = { trackerId, place, expiresAt };
				await tx.appendLedger([
					checkInLine({ communityId, eventId, type: 'door.issued', memberId: undefined, actorId: by, now, data }),
				]);
				const words = `${rules.keywords[0] ?? ''} ${code}`.trim();
				const token = keys && signPass({ kind: 'door', communityId, trackerId, code, expiresAt }, keys[0]);
				const link = token === undefined ? null : linkWith(pageUrl, 'door', token);
				const copy = CHECKIN_COPY[rules.language];
				const { minutes: at } = wallClock(expiresAt, rules.timeZone);
				const until = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
				const text = [
					fillText(copy.doorTitle, { title: rules.title }) + (place === null ? '' : ` · ${place}`),
					fillText(copy.doorText, { keyword: rules.keywords[0] ?? '', code, expires: until }),
				].join('\n');
				const group = textOption(chosen, 'sendTo');
				return toJson({
					communityId,
					trackerId,
					title: rules.title,
					door: { code, words, link, place, issuedAt: now, expiresAt, svg: qrSvg(link ?? words) },
					messages:
						group === undefined
							? []
							: [
									{
										to: { kind: 'group', id: group },
										text,
										format: 'plain',
										image: { binary: 'qr' },
										dedupeKey: `checkin:door:${stableId(code)}`,
									},
								],
				}) as JsonObject;
			});
			return { output: 0, json: { duplicate, ...result } };
		},
	});
	try {
		for (const item of outputs[0] ?? []) {
			const door = item.json['door'] as { link: string | null; words: string } | undefined;
			if (door === undefined) continue;
			const png = Buffer.from(qrPng(door.link ?? door.words));
			item.binary = { ...item.binary, qr: await context.helpers.prepareBinaryData(png, 'door.png', 'image/png') };
		}
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
	return outputs;
}
