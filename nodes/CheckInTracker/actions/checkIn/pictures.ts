import type { IExecuteFunctions } from 'n8n-workflow';
import { pictureHash } from '../../../../community/checkin/picture';
import { nodeError } from '../../../shared/errors';
import { optionsReader, textOption } from '../../../shared/parameters';

/** What the pictures of the items are known by again, by the index of their item; read before anything is written. */
export async function pictureHashes(context: IExecuteFunctions): Promise<ReadonlyMap<number, string>> {
	const options = optionsReader(context);
	const hashes = new Map<number, string>();
	try {
		for (const [index, { binary }] of context.getInputData().entries()) {
			const field = binary === undefined ? '' : (textOption(options(index), 'imageBinary') ?? 'data');
			if (binary?.[field]?.mimeType.startsWith('image/') !== true) continue;
			const hash = pictureHash(new Uint8Array(await context.helpers.getBinaryDataBuffer(index, field)));
			// A picture that cannot be looked at is a picture all the same.
			if (typeof hash === 'string') hashes.set(index, hash);
		}
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
	return hashes;
}
