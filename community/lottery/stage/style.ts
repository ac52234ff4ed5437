/** Looks of the page on the stage: read from the back row, on a beamer's pale black. */
export const STAGE_STYLE = `
*{box-sizing:border-box;margin:0}
html,body{height:100%}
body{display:flex;flex-direction:column;overflow:hidden;background:radial-gradient(circle at 50% 35%,#8f1220,#3a050b 75%);
color:#fff3d6;font-family:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-align:center}
header{padding:3vh 4vw 0;font-size:4.2vh;font-weight:600}
main{flex:1;min-height:0;display:flex;flex-direction:column;justify-content:center;align-items:center;gap:2vh;padding:0 4vw;cursor:pointer}
#prize{font-size:min(8vh,6vw);color:#ffd76a;font-weight:700}
#name{font-size:min(30vh,calc(86vw / var(--units,4)));line-height:1.2;font-weight:800;max-width:92vw;overflow-wrap:anywhere;
max-height:45vh;overflow:clip;overflow-clip-margin:7vh;unicode-bidi:isolate}
.rolling #name{color:#ffb9a0}
.shown #name{color:#ffe9a8;text-shadow:0 0 6vh #ffb40080}
#hint{font-size:3.4vh}
#before{display:flex;flex-wrap:wrap;justify-content:center;gap:1vh 3vh;font-size:3.6vh;max-height:16vh;overflow:hidden}
#all{display:none;width:100%;overflow-y:auto;text-align:left}
.over #all{display:block}
.over main{justify-content:flex-start;padding-top:2vh;cursor:default}
#all h2{font-size:4.4vh;color:#ffd76a;margin:2vh 0 .6vh}
#all p{display:flex;flex-wrap:wrap;gap:.6vh 4vh;font-size:4vh}
bdi{overflow-wrap:anywhere}
footer{padding:0 4vw 2vh;font-size:max(2.1vh,12px);line-height:1.5;color:#f3d9b8}
footer code{font-family:ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
nav{margin-top:.8vh;display:flex;gap:2vh;justify-content:center;align-items:center;flex-wrap:wrap}
button{font:inherit;color:inherit;background:#0005;border:1px solid #ffd76a80;border-radius:1vh;padding:.4vh 1.6vh;cursor:pointer}
button:focus-visible{outline:3px solid #ffd76a}
[hidden]{display:none}
@media (prefers-reduced-motion:no-preference){.shown #name{animation:pop .5s ease-out}}
@keyframes pop{from{transform:scale(.6);opacity:.2}}
`;
