// Applies CSL styles with citeproc-js, an engine that shares no code with ours.
//
// Reads cases from the file named first: {"locales": {code: xml}, "styles": {name: {xml, locale}},
// "items": [CSL-JSON], "locators": [null or {label, locator}]}. Prints one line of JSON a style, item
// and locator: {"style", "item", "locator", "entry", "citation"}. The package citeproc is looked up
// from the folder named second.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [cases, modules] = process.argv.slice(2);
const CSL = createRequire(`${modules}/`)("citeproc");
const { locales, styles, items, locators } = JSON.parse(readFileSync(cases, "utf8"));

for (const [name, { xml, locale }] of Object.entries(styles)) {
  const sys = {
    retrieveLocale: (code) => locales[code] ?? locales["en-US"],
    retrieveItem: (id) => structuredClone(items.find((item) => item.id === id)),
  };
  const engine = new CSL.Engine(sys, xml, locale ?? "en-US", Boolean(locale));
  engine.setOutputFormat("html");
  for (const { id } of items) {
    // The work is the only one of its list, so that none has to be told from another.
    engine.updateItems([id]);
    const list = engine.makeBibliography();
    const entry = list ? list[1].join("") : "";
    for (const [locator, place] of locators.entries()) {
      const citation = engine.makeCitationCluster([{ id, ...place }]);
      console.log(JSON.stringify({ style: name, item: id, locator, entry, citation }));
    }
  }
}
