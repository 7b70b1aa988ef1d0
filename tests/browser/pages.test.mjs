// Every page that links lead to, in a province that is planned and published: whether it is valid HTML, whether axe finds
// something serious, whether it fits a phone, and whether it asks only the service itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { Service } from './service.mjs';
import { comeIn, launch, open, overhang, widths } from './visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const grammar = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off', // the titles of meetings are long
    'no-implicit-button-type': 'off', // a button in a form sends it, which is what it is for
  },
});
const alike = 2; // pages of one kind that are looked at
const service = new Service();
let browser;
let pages; // { path, html }

before(async () => {
  service.fill('province', 'P01');
  service.run('plan', 'make', '--time-limit', '1');
  service.run('plan', 'publish');
  await service.start();
  browser = await launch();
  pages = await findPages();
});
after(async () => {
  await browser?.close();
  service.stop();
});

// Pages that differ only in a code, or in the values after the question mark, are of one kind.
function kindOf(path) {
  const { pathname, searchParams } = new URL(path, service.address);
  const parts = pathname.split('/').map((part, i) => (i > 3 || (i > 1 && pathname.startsWith('/xa/')) ? '*' : part));
  return `${parts.join('/')}?${[...new Set(searchParams.keys())].sort()}`;
}

// Walks from link to link, to so many pages of each kind.
async function findPages() {
  const page = await open(browser, service, widths.desktop);
  const found = [];
  const seen = new Map();
  const waiting = ['/', '/login', '/xa', '/account', '/e', '/e/demo/today'];

  await comeIn(page);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if ((seen.get(kind) ?? 0) >= alike || found.some((other) => other.path === path)) continue;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const answer = await page.request.get(path);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    found.push({ path, status: answer.status(), html: await answer.text() });
    for (const [, link] of found.at(-1).html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) waiting.push(link.replaceAll('&amp;', '&'));
  }
  await page.context().close();
  return found;
}

test('every page that a link leads to is there', () => {
  assert.ok(pages.length > 15, `only ${pages.length} pages`);
  assert.deepEqual(pages.filter(({ path, status }) => status !== 200 && path !== '/xa').map(({ path, status }) => `${path} ${status}`), []);
});

test('every page is valid HTML', async () => {
  const faults = [];
  for (const { path, html } of pages) {
    const report = await grammar.validateString(html, path);
    for (const result of report.results)
      for (const { line, ruleId, message } of result.messages) faults.push(`${path}:${line}: ${ruleId}: ${message}`);
  }
  assert.deepEqual(faults, []);
});

for (const [name, colorScheme] of [['desktop', 'light'], ['phone', 'dark']])
  test(`every page can be read by everyone on a ${name}, ${colorScheme}`, async () => {
    const page = await open(browser, service, widths[name], { colorScheme, bypassCSP: true });
    const faults = [];
    await comeIn(page);
    for (const { path } of pages) {
      await page.goto(path);
      if ((await overhang(page)) > 0) faults.push(`${path}: is wider than the window`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['.ec'] }, { resultTypes: ['violations'] }));
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical') faults.push(`${path}: ${id}: ${nodes[0].html}`);
    }
    assert.deepEqual([...faults, ...page.faults], []);
    await page.context().close();
  });

test('the pages ask for nothing elsewhere, and the policy forbids nothing they do', async () => {
  const page = await open(browser, service, widths.desktop);
  await comeIn(page);
  for (const { path } of pages) await page.goto(path, { waitUntil: 'networkidle' });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
