import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#server/root.ts';
import { fixture } from '../../../../tests/support/papers.ts';
import { paperLimits } from '../limits.ts';
import type { MediaType } from '../media.ts';
import type { ReaderJob } from './job.ts';
import { refusalInWords } from './refusals.ts';
import { nodeLimits, runReader } from './run.server.ts';

const everything = join(projectRoot(), '../shared/pdfs');
const folder = existsSync(everything) ? everything : fixture('.');
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));

const made = () => mkdtempSync(join(tmpdir(), 'common-ground-reader-'));
const job = (over: Partial<ReaderJob>): ReaderJob => ({
  do: 'read',
  mediaType: 'application/pdf' as MediaType,
  path: '',
  folder: made(),
  from: 1,
  to: 2,
  ...over,
});

/** How much a picture varies: a blank page not at all. */
const varies = async (picture: string): Promise<number> =>
  Math.max(...(await sharp(picture).stats()).channels.map(({ stdev }) => stdev));

describe('the reader', () => {
  test.each(files)('EV10 H06: %s is shown or refused, within the limits', async (name) => {
    const path = join(folder, name);
    const read = await runReader(job({ path }));
    if ('refused' in read) return expect(refusalInWords(name, read.refused)).toMatch(new RegExp(`^“${name}” .+\\.$`));
    if (!('pages' in read)) throw new Error('The reader drew when it was asked to read.');
    expect(read.pages.length).toBeGreaterThan(0);
    const drawing = job({ do: 'draw', path });
    expect(await runReader(drawing)).toEqual({ drawn: read.pages.slice(0, 2).map((_, index) => index + 1) });
    expect((await sharp(join(drawing.folder, '1.webp')).metadata()).format).toBe('webp');
  });

  test('EV10: what each kind of trouble is called', async () => {
    expect(await runReader(job({ path: fixture('issue6010_1.pdf') }))).toEqual({ refused: 'password' });
    expect(await runReader(job({ path: fixture('bug1020226.pdf') }))).toEqual({ refused: 'damaged' });
    expect(refusalInWords('school.pdf', 'password')).toBe(
      '“school.pdf” needs a password to open. Save a copy without the password and add that.',
    );
  });

  test('EV10: a reader that takes too long or too much is stopped, and says so', async () => {
    const reading = job({ path: fixture('nested_outline.pdf') });
    const plenty = { withinMs: 20_000, memoryMaxBytes: 2 ** 40 };
    expect(await runReader(reading, { ...plenty, withinMs: 1 })).toEqual({ refused: 'too-slow' });
    expect(await runReader(reading, { ...plenty, memoryMaxBytes: 1 })).toEqual({ refused: 'too-big' });
    expect(await runReader(reading, plenty)).toHaveProperty('pages');
  });

  test('EV10: a file that says it has a million pages is not believed, page by page', async () => {
    const path = join(made(), 'pages.pdf');
    writeFileSync(
      path,
      readFileSync(fixture('rotation.pdf'), 'latin1').replace(/\/Count \d+/g, '/Count 1000000'),
      'latin1',
    );
    const answer = await runReader(job({ path }));
    expect('refused' in answer || ('pages' in answer && answer.pages.length <= paperLimits.pagesMax)).toBe(true);
  });

  test('EV11: a fax-coded scan is drawn and not blank', async () => {
    const drawing = job({ do: 'draw', path: fixture('ccitt_EndOfBlock_false.pdf') });
    await runReader(drawing);
    expect(await varies(join(drawing.folder, '1.webp'))).toBeGreaterThan(20);
  });

  test('H06: a PDF that holds a script comes out as a picture and nothing else', async () => {
    const drawing = job({ do: 'draw', path: fixture('js-authors.pdf') });
    expect(await runReader(drawing)).toEqual({ drawn: [1] });
    expect(readdirSync(drawing.folder)).toEqual(['1.webp']);
  });

  test('EV10: a file that took the reader over could read, write and start nothing else', () => {
    const limits = nodeLimits(job({ do: 'draw', path: fixture('rotation.pdf') }));
    const attempts = [
      "fs.readFileSync('/etc/hosts')",
      "fs.writeFileSync(require('os').tmpdir() + '/taken-over', '')",
      "require('child_process').execSync('true')",
    ];
    for (const attempt of attempts) {
      const tried = (args: string[]) =>
        spawnSync(process.execPath, [...args, '-e', `const fs = require('fs'); ${attempt}`], { encoding: 'utf8' });
      expect(tried([]).status).toBe(0);
      expect(tried(limits).stderr).toContain('ERR_ACCESS_DENIED');
    }
  });

  test('EV10: a photo with too many pixels is refused before it is unpacked, a cut one after', async () => {
    const path = join(made(), 'huge.png');
    await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toFile(path);
    expect(await runReader(job({ path, mediaType: 'image/png' }))).toEqual({ refused: 'too-big' });
    const cut = join(made(), 'cut.jpg');
    const whole = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer();
    writeFileSync(cut, whole.subarray(0, whole.length / 2));
    expect(await runReader(job({ path: cut, mediaType: 'image/jpeg' }))).toEqual({ refused: 'damaged' });
  });

  test('EV8: a photo is drawn anew the right way up, without where it was taken', async () => {
    const path = join(made(), 'photo.jpg');
    const photo = sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } });
    await photo
      .withExif({ IFD3: { GPSLatitude: '51/1 14/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(path);
    const drawing = job({ do: 'draw', path, mediaType: 'image/jpeg' });
    expect(await runReader(drawing)).toEqual({ drawn: [1] });
    const { width, height, exif, orientation } = await sharp(join(drawing.folder, '1.webp')).metadata();
    expect({ width, height, exif, orientation }).toEqual({
      width: 200,
      height: 300,
      exif: undefined,
      orientation: undefined,
    });
  });
});
