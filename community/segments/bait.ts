import { encodeButton } from '../button';
import { stableId } from '../digest';
import type { OutboundMessage } from '../message';
import type { PondPolicy } from './pond';

/** Short enough for every platform's button, whatever a bait is called. */
export function baitKey(bait: string): string {
	return stableId('bait', bait);
}

/** The baits that a message bites on: those whose words it has, in the order of the policy. */
export function baitsIn({ baits }: Pick<PondPolicy, 'baits'>, text: string): string[] {
	const said = folded(text);
	return baits.filter(({ keywords }) => keywords.some((word) => said.includes(folded(word)))).map(({ bait }) => bait);
}

/** Full width and half width, capitals or not, are one. */
function folded(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}

/** The bait behind a button; `undefined` if it is not of this policy. */
export function baitOf({ baits }: Pick<PondPolicy, 'baits'>, key: string): string | undefined {
	return baits.find(({ bait }) => baitKey(bait) === key)?.bait;
}

/** The message with a button for every bait. */
export function baitMessage(
	{ baits }: Pick<PondPolicy, 'baits'>,
	{ communityId, groupId, text, dedupeKey }: Record<'communityId' | 'groupId' | 'text' | 'dedupeKey', string>,
): OutboundMessage {
	return {
		to: { kind: 'group', id: groupId },
		text,
		format: 'plain',
		buttons: baits.slice(0, 20).map(({ bait, label }) => ({
			text: label ?? bait.slice(0, 64),
			value: encodeButton({ action: 'pond.bite', id: baitKey(bait), communityId }),
		})),
		dedupeKey,
	};
}
