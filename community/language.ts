/** Languages that shipped messages exist in. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The shipped language closest to what a platform reports (BCP 47, e.g. `zh-hans`, `en-GB`, or with
 * an underscore, as WeChat writes `zh_CN`): Chinese of any kind gets zh-CN, everything else known
 * gets English, silence gets `fallback`.
 */
export function closestLanguage(tag: string | undefined, fallback: Language): Language {
	if (tag === undefined || tag.trim() === '') return fallback;
	return /^(zh|zho|chi|cmn|yue)(?![a-z0-9])/i.test(tag.trim()) ? 'zh-CN' : 'en';
}
