// compromise_names.mjs: names by compromise, for `evaluate --peer`. Run it where the package is installed.
//
// Reads {"text"} as JSON Lines and answers each with [[start, end, "PER" | "LOC" | "ORG"], …] in code points.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const nlp = createRequire(process.cwd() + '/')('compromise');

const TITLES =
  /^(?:(?:the|mr|mrs|ms|dr|sen|rep|gov|gen|col|prof|sir|president|vice|prime|minister|secretary|senator|chancellor|king|queen|prince|princess|general|governor|ambassador|chairman)\b\.?\s*)+/i;

function names(text) {
  const doc = nlp(text);
  const codePoints = [];
  for (let i = 0, n = 0; i <= text.length; i++) {
    codePoints[i] = n;
    const c = text.charCodeAt(i);
    if (c < 0xd800 || c > 0xdbff) n++;
  }
  const found = [];
  for (const [kind, view] of [['PER', doc.people()], ['LOC', doc.places()], ['ORG', doc.organizations()]]) {
    for (const { text: surface, offset } of view.json({ offset: true, terms: false })) {
      // In its favour a span loses what the sets do not count as part of a name: punctuation, titles, a final 's.
      const bare = surface.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/['’]s$/, '');
      const name = bare.replace(TITLES, '');
      const start = text.indexOf(name, offset.start);
      if (name && start >= 0 && start <= offset.start + surface.length) {
        found.push([codePoints[start], codePoints[start + name.length], kind]);
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(names(JSON.parse(line).text)));
}
