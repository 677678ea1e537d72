#!/usr/bin/env node
// Makes the pictures of docs/images from the sample pages: node scripts/screenshots.mjs
// Needs Chromium (Debian's package, or XUNBAO_CHROMIUM) and a font with Chinese characters (fonts-noto-cjk).
import './setup.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = path.join(root, 'docs', 'images');
const SAMPLE = path.join(root, 'data', 'pages', '云湾工人报', '2024-03-18', '01.txt');
const MOST_BYTES = 150_000;
const QUERY = encodeURIComponent('职工');

const room = fs.mkdtempSync(path.join(os.tmpdir(), 'xunbao-pictures-'));
const service = spawn(
  process.execPath,
  [path.join(root, 'dist', 'cli', 'main.js'), '--data', path.join(room, 'data'), '--index', path.join(room, 'index'), 'serve', '--samples'],
  { env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'inherit'] },
);
let browser;
try {
  const url = await ready(service);
  const { hits } = await (await fetch(`${url}/api/v1/search?q=${QUERY}`)).json();
  fs.mkdirSync(images, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.XUNBAO_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const { paper, date } = hits[0].article;
  for (const picture of pictures(`/articles/${hits[0].id}`, `/pages/${encodeURIComponent(paper)}/${date}`))
    await take(browser, url, picture);
} finally {
  await browser?.close();
  service.kill('SIGTERM');
  await new Promise((resolve) => service.once('close', resolve));
  fs.rmSync(room, { recursive: true, force: true });
}

function pictures(article, issue) {
  return [
    { name: 'search', address: `/?q=${QUERY}`, width: 1120, height: 720 },
    { name: 'article', address: `${article}?q=${QUERY}`, width: 1120, height: 600, before: (page) => page.keyboard.press('n') },
    { name: 'printed-page', address: `${article}/trail?q=${QUERY}#L85`, width: 1120, height: 600 },
    { name: 'add-page', address: '/add', width: 1000, height: 430, before: lookAtPage },
    { name: 'issue', address: issue, width: 1120, height: 480 },
    { name: 'search-dark', address: '/?q=&from=2024&to=2024&lang=en', width: 768, height: 800, colorScheme: 'dark' },
    { name: 'search-phone', address: `/?q=${QUERY}`, width: 390, height: 800 },
    { name: 'article-phone-dark', address: `${article}?q=${QUERY}`, width: 390, height: 800, colorScheme: 'dark' },
  ];
}

/** A page before it is stored, with one paragraph in hand. */
async function lookAtPage(page) {
  await page.locator('#text').fill(fs.readFileSync(SAMPLE, 'utf8'));
  await page.locator('form .main-button').click();
  await page.locator('.bench .draft').first().waitFor();
  await page.locator('[data-article="1"] .part-paragraph').first().focus();
}

async function take(browser, url, { name, address, width, height, colorScheme = 'light', before }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'zh-CN' });
  await page.goto(url + address);
  await before?.(page);
  const file = path.join(images, `${name}.png`);
  await page.screenshot({ path: file });
  await page.close();
  const { size } = fs.statSync(file);
  process.stderr.write(`${path.relative(root, file)} ${size} bytes\n`);
  if (size > MOST_BYTES) throw new Error(`${file} is larger than ${MOST_BYTES} bytes`);
}

/** Resolves with the address when questions are answered. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let out = '';
    child.once('close', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.on('data', async (chunk) => {
      out += chunk;
      const url = /listening on (http:\S+)/.exec(out)?.[1];
      if (url === undefined) return;
      while (!(await fetch(`${url}/readyz`)).ok) await new Promise((again) => setTimeout(again, 50));
      resolve(url);
    });
  });
}
