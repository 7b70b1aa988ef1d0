// A browser that watches what a page does: whatever leaves the service's own origin, whatever a script or the policy
// complains of, is kept in `faults`.
import { chromium } from 'playwright-core';
import { login, password } from './service.mjs';

export const widths = { desktop: 1280, phone: 360 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.HT_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// A page as wide as `width` in a session of its own; options are those of Playwright's newContext.
export async function open(browser, service, width, options = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 }, baseURL: service.address, locale: 'vi-VN', reducedMotion: 'reduce', ...options,
  });
  const page = await context.newPage();
  page.faults = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(service.address) && !request.url().startsWith('data:'))
      page.faults.push(`${page.url()}: asks elsewhere: ${request.url()}`);
  });
  page.on('console', (message) => {
    // A browser says so of every answer that is no 200; those are looked at by the tests themselves.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      page.faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.faults.push(`${page.url()}: ${error}`));
  return page;
}

export async function comeIn(page, name = login) {
  await page.goto('/login');
  await page.fill('#login', name);
  await page.fill('#password', password);
  await page.click('main button');
}

// How far the page is wider than its window.
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
