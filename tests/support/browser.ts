import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from '@playwright/test';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

interface Found {
  executablePath: string;
  env: Record<string, string>;
}

/** What to print when there is no browser: one line that says what to do. */
export const howToGetABrowser =
  'No browser: install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one; browser tests are skipped.';

/** `CHROMIUM_PATH`, then a browser of this machine, then the Chromium among the packages (Linux on x64). Null when there is none. */
export async function findBrowser(): Promise<Found | null> {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = [process.env.CHROMIUM_PATH ?? '', ...onPath, ...elsewhere].find(
    (path) => path && existsSync(path),
  );
  if (executablePath) return { executablePath, env: {} };
  return platform() === 'linux' && arch() === 'x64' ? fromPackages() : null;
}

/** The packaged list of fonts names folders of another machine, and without a font nothing is drawn at all. */
const fontsIn = (home: string): string =>
  `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts/cache</cachedir></fontconfig>\n`;

/** Unpacks the packaged Chromium and the libraries a bare machine lacks, once for each checkout. */
async function fromPackages(): Promise<Found> {
  const home = fileURLToPath(new URL('../../node_modules/.packaged-chromium', import.meta.url));
  if (!existsSync(home)) await unpackInto(home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      // Without a place of its own the list of fonts is written into whatever folder the tests run from.
      XDG_CACHE_HOME: join(home, 'cache'),
    },
  };
}

async function unpackInto(home: string): Promise<void> {
  const { default: packaged, inflate } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  // The package unpacks into the temporary folder; this gives it one of its own, and the rename makes it all or nothing.
  process.env.TMPDIR = unfinished;
  try {
    await packaged.executablePath();
    await inflate(fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url)));
    writeFileSync(join(unfinished, 'fonts/fonts.conf'), fontsIn(home));
    renameSync(unfinished, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    process.env.TMPDIR = before;
    if (before === undefined) delete process.env.TMPDIR;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Opens a browser without a window. Our own switches only: the packaged ones turn web security off. Throws when there is none. */
export async function openBrowser(options: Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> = {}): Promise<Browser> {
  const found = await findBrowser();
  if (!found) throw new Error(howToGetABrowser);
  return chromium.launch({
    ...options,
    executablePath: found.executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
}
