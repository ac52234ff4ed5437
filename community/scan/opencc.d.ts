/** The half of opencc-js that turns traditional into simplified characters; a tenth of the whole. */
declare module 'opencc-js/t2cn' {
	export function Converter(options: { from: 'hk' | 't' | 'tw'; to: 'cn' }): (text: string) => string;
}
