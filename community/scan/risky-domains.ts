/**
 * Endings under which abuse is far more common than anything else (after the lists that Spamhaus and
 * SURBL publish), and shorteners, which hide where they lead.
 */
export const RISKY_ENDINGS: ReadonlySet<string> = new Set(
	'top xyz vip icu bet club casino win loan live buzz click cyou rest sbs cfd quest monster tk ml ga cf gq men bid trade stream download racing review party date faith science work cc poker games store shop online site fun wang ltd'.split(
		' ',
	),
);

export const SHORTENERS: ReadonlySet<string> = new Set(
	'bit.ly tinyurl.com dwz.cn goo.gl is.gd ow.ly cutt.ly rb.gy t.cn suo.im url.cn u.nu rebrand.ly shorturl.at adf.ly s.id'.split(
		' ',
	),
);
