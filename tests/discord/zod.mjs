// Judges bodies with the Zod schemas of npm's discord-api-spec: a line {"schema", "body"} in, a line
// with a list of faults out. The argument is the folder that holds node_modules.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const installed = (file) => import(pathToFileURL(join(process.argv[2], 'node_modules', file)));
const schemas = await installed('discord-api-spec/build/discord-api-spec.zod.js');
const { config, locales } = await installed('zod/mini/index.js');
config(locales.en());

/** Of the branches of a choice, the one whose fault lies deepest was meant. */
function deepest(issue, at) {
  const path = [...at, ...issue.path];
  const own = { path, message: issue.message };
  const inner = (issue.errors ?? []).flat().map((error) => deepest(error, path));
  return inner.reduce((best, one) => (one.path.length > best.path.length ? one : best), own);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { schema, body } = JSON.parse(line);
  const judge = schemas[`${schema}Schema`];
  const issues = judge ? (judge.safeParse(body).error?.issues ?? []) : [{ path: [], message: `no schema ${schema}` }];
  const faults = issues.map((issue) => deepest(issue, [])).map(({ path, message }) => `/${path.join('/')}: ${message}`);
  console.log(JSON.stringify(faults));
}
