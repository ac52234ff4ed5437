import { z } from 'zod/v4';
import type { Language } from '../language';

/** A text for everybody, or one for each language; an empty one stands for the shipped text. */
export const localisedSchema = z.union([
	z.string().max(4096),
	z.strictObject({ 'zh-CN': z.string().max(4096).optional(), en: z.string().max(4096).optional() }),
]);

export type Localised = z.infer<typeof localisedSchema>;

/** The text in a member's language; in the other one if there is only that, else `shipped`. */
export function inLanguage(text: Localised | undefined, language: Language, shipped = ''): string {
	if (text === undefined || text === '') return shipped;
	if (typeof text === 'string') return text;
	return [text[language], text['zh-CN'], text.en].find((one) => one !== undefined && one !== '') ?? shipped;
}

/** Every text that there is. */
export function allTexts(text: Localised | undefined): string[] {
	if (text === undefined) return [];
	return typeof text === 'string' ? [text] : [text['zh-CN'], text.en].filter((one) => one !== undefined);
}
