// Writes src/ResearchBot.Encoder/Tokens/nfkc.txt from the Unicode data that Node carries: node nfkc-table.mjs > nfkc.txt
const hex = c => c.toString(16).toUpperCase();
const points = s => Array.from(s, c => c.codePointAt(0));
const all = [];
for (let c = 0; c < 0x110000; c++) {
  if ((c < 0xd800 || c > 0xdfff) && (c < 0xac00 || c > 0xd7a3)) all.push(c);
}
const lines = [`# Unicode ${process.versions.unicode}, NFKC without Hangul, which is computed. Written by tests/npm/nfkc-table.mjs.`];

lines.push('# D: full compatibility decomposition. FROM-TO in one line: each maps to the target plus its distance from FROM.');
const runs = [];
for (const c of all) {
  const d = points(String.fromCodePoint(c).normalize('NFKD'));
  if (d.length === 1 && d[0] === c) continue;
  const last = runs.at(-1);
  if (last && d.length === 1 && last.to.length === 1 && last.end === c - 1 && last.to[0] + (c - last.start) === d[0]) last.end = c;
  else runs.push({ start: c, end: c, to: d });
}
for (const r of runs) lines.push(`D ${hex(r.start)}${r.end > r.start ? '-' + hex(r.end) : ''} ${r.to.map(hex).join(' ')}`);

// A mark's place in canonical order, told from which of two marks Node puts first; only the order of places matters.
lines.push('# O: place in canonical order (only its order means something), then the marks that have it.');
const swaps = (a, b) => points(String.fromCodePoint(a, b).normalize('NFD'))[0] !== a;
const plain = all.filter(c => /\p{M}/u.test(String.fromCodePoint(c)) && points(String.fromCodePoint(c).normalize('NFD'))[0] === c);
const movable = c => swaps(c, 0x334) || swaps(0x334, c) || swaps(c, 0x345) || swaps(0x345, c);
let place = 0;
const byPlace = [];
for (const c of plain.filter(movable)) {
  const found = byPlace.find(p => !swaps(c, p[0]) && !swaps(p[0], c));
  if (found) found.push(c); else byPlace.push([c]);
}
byPlace.sort((a, b) => (swaps(a[0], b[0]) ? 1 : -1));
for (const p of byPlace) lines.push(`O ${++place} ${p.map(hex).join(' ')}`);

lines.push('# C: first and second compose to the third.');
for (const c of all) {
  const s = String.fromCodePoint(c);
  const d = points(s.normalize('NFD'));
  if (d.length < 2 || s.normalize('NFC') !== s) continue;
  const first = points(String.fromCodePoint(...d.slice(0, -1)).normalize('NFC'));
  if (first.length !== 1) throw new Error(hex(c));
  lines.push(`C ${hex(first[0])} ${hex(d.at(-1))} ${hex(c)}`);
}
console.log(lines.join('\n'));
