import { createHash } from 'node:crypto';

/** The whole look of the page: readable on a phone, in the dark, without anything from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--line:#8884;--accent:#0e9f6e;--bad:#d92d20;--soft:#8881}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:1rem 1rem 12rem;font:16px/1.5 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline}
h1{font-size:1.35rem;margin:0}
strong{font-size:1.1rem}
p{margin:.25rem 0}
small,dt{opacity:.75}
.filters{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.75rem 0}
.filters label{display:grid;font-size:.85rem}
.notice{border-left:4px solid var(--accent);background:var(--soft);padding:.5rem .75rem;margin:.75rem 0}
.problem{border-color:var(--bad)}
article{border:1px solid var(--line);border-radius:.75rem;padding:.75rem 1rem;margin:.75rem 0}
article>label{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
input[type=checkbox]{width:1.5rem;height:1.5rem;flex:none;accent-color:var(--accent)}
ul{padding-left:1.25rem;margin:.5rem 0}
h2{font-size:1.05rem;margin:2rem 0 0}
.decided{list-style:none;padding:0}
.decided li{display:flex;gap:1rem;justify-content:space-between;align-items:center;border-bottom:1px solid var(--line);padding:.5rem 0}
dl{margin:.5rem 0}
dd{margin:0 0 .5rem;white-space:pre-wrap}
select,button,textarea{font:inherit;min-height:2.75rem;border-radius:.5rem;border:1px solid var(--line);padding:.4rem .75rem;max-width:100%}
button{cursor:pointer;background:var(--soft)}
textarea{width:100%;resize:vertical}
.row{display:flex;flex-wrap:wrap;gap:.5rem}
.row button{flex:1 1 8rem}
.bar{position:fixed;z-index:1;inset:auto 0 0;background:Canvas;border-top:1px solid var(--line);padding:.5rem 1rem calc(.5rem + env(safe-area-inset-bottom))}
.bar>div{max-width:42rem;margin:0 auto;display:grid;gap:.4rem}
`;

/** Names the style in the Content-Security-Policy, so that no other can be slipped in. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE, 'utf8').digest('base64')}`;
