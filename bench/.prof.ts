import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { prepareInstance } from './instance.ts';
import { readScreening } from './screening.ts';
import { signedEvents } from './requests.ts';
import { slice } from './load.ts';
import { variants } from './variants.ts';
import { startN8n } from '../sandbox/n8n.ts';
const screening = await readScreening();
const secret = randomBytes(24).toString('base64url');
const dataDir = await mkdtemp((process.argv[3] ?? '/tmp') + '/bprof-');
await prepareInstance(dataDir, screening, secret, () => {});
if (process.argv[2] === 'normal') {
  const d = dataDir + '/.n8n/nodes/node_modules/n8n-nodes-shequn/dist/';
  for (const f of await readdir(d)) if (f.endsWith('.js')) {
    const t = await readFile(d + f, 'utf8');
    if (t.includes('synchronous = full')) { await writeFile(d + f, t.replace('synchronous = full', 'synchronous = normal')); console.log('patched', f); }
  }
}
const n = await startN8n({ dataDir, env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', ...(process.argv[4] ? { NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/bprof-out-mix' } : {}) } });
import { readFileSync } from 'node:fs';
const cpu = (f: string) => { const x = readFileSync(f, 'utf8').split(') ')[1]!.split(' '); return [Number(x[11]) * 10, Number(x[12]) * 10]; };
const P = () => [...cpu(`/proc/${n.pid}/stat`), ...cpu(`/proc/${n.pid}/task/${n.pid}/stat`)];
const sums: Record<string, number[]> = {};
const med = (a: number[]) => a.toSorted((x, y) => x - y)[Math.floor(a.length / 2)]!;
const ratios: number[] = [];
for (let i = 0; i < 16; i++) {
  const r: Record<string, number> = {};
  for (const id of i % 2 ? ['floor', 'ours'] : ['ours', 'floor']) {
    const v = variants.find((x) => x.id === id)!;
    const ev = signedEvents(160, screening, secret);
    await new Promise((x) => setTimeout(x, 100));
    const p0 = P(); r[id] = (await slice(n.url, v, ev, 16)).rate; await new Promise((x) => setTimeout(x, 100)); const p1 = P(); (r as any)[id+'cpu'] = ((p1[2]!+p1[3]! - p0[2]! - p0[3]!)/160).toFixed(2); if (i > 2) sums[id] = p1.map((x, k) => (sums[id]?.[k] ?? 0) + x - p0[k]!);
  }
  if (i > 1) ratios.push(r['ours']! / r['floor']!);
  console.log(process.argv[2], r['floor']!.toFixed(1), r['ours']!.toFixed(1), (r['ours']! / r['floor']!).toFixed(3), 'cpu', r['floorcpu'], r['ourscpu']);
}
for (const [id, v] of Object.entries(sums)) console.log(id, 'cpu ms/req: proc user,sys; main user,sys', v.map((x) => (x / 160 / 13).toFixed(2)).join(' ')); console.log('MEDIAN', process.argv[2], med(ratios).toFixed(3));
await n.stop();
