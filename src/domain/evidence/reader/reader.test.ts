import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { NotAsSealed } from '#server/files.ts';
import { fixture, fixtureBytes } from '../../../../tests/support/papers.ts';
import { paperLimits } from '../limits.ts';
import type { MediaType } from '../intake/media.ts';
import { unwrap } from './pipe.ts';
import { refusalInWords } from './refusals.ts';
import { nodeLimits, runReader, type ReaderLimits } from './run.server.ts';

const folder = fixture('.');
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));

const pdf = 'application/pdf' as MediaType;
const read = (bytes: Uint8Array, mediaType = pdf, limits?: ReaderLimits) =>
  runReader({ do: 'read', mediaType, from: 1, to: 1 }, () => Readable.from([bytes]), undefined, limits);

/** Draws the first two pages: the answer, and what was made by name. */
async function draw(bytes: Uint8Array, mediaType = pdf) {
  const made = new Map<string, Uint8Array>();
  const job = { do: 'draw', mediaType, from: 1, to: 2 } as const;
  const answer = await runReader(
    job,
    () => Readable.from([bytes]),
    async (name, picture) => {
      made.set(name, picture);
    },
  );
  return { answer, made };
}

/** Reads a photo: the answer, its pages and what was made. */
async function readPhoto(bytes: Uint8Array, mediaType: MediaType) {
  const made = new Map<string, Uint8Array>();
  const answer = await runReader(
    { do: 'read', mediaType, from: 1, to: 1 },
    () => Readable.from([bytes]),
    async (name, given) => {
      made.set(name, given);
    },
  );
  return { answer, made, pages: 'pages' in answer ? answer.pages : [] };
}

const photoWithPlace = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } })
    .withExif({ IFD3: { GPSLatitude: '51/1 14/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** How much a picture varies: a blank page not at all. */
const varies = async (picture: Uint8Array): Promise<number> =>
  Math.max(...(await sharp(picture).stats()).channels.map(({ stdev }) => stdev));

describe('the reader', () => {
  test.each(files)('EV10 H06: %s is shown or refused, within the limits', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const answer = await read(bytes);
    if ('refused' in answer)
      return expect(refusalInWords(name, answer.refused)).toMatch(new RegExp(`^“${name}” .+\\.$`));
    if (!('pages' in answer)) throw new Error('The reader drew when it was asked to read.');
    expect(answer.pages.length).toBeGreaterThan(0);
    const drawn = await draw(bytes);
    expect(drawn.answer).toEqual({ drawn: answer.pages.slice(0, 2).map((_, index) => index + 1) });
    expect((await sharp(drawn.made.get('page-1.webp')).metadata()).format).toBe('webp');
  });

  test('EV10: what each kind of trouble is called', async () => {
    expect(await read(fixtureBytes('issue6010_1.pdf'))).toEqual({ refused: 'password' });
    expect(await read(fixtureBytes('bug1020226.pdf'))).toEqual({ refused: 'damaged' });
    expect(refusalInWords('school.pdf', 'password')).toBe(
      '“school.pdf” needs a password to open. Save a copy without the password and add that.',
    );
  });

  test('EV10: a reader that takes too long or too much is stopped, and says so', async () => {
    const bytes = fixtureBytes('nested_outline.pdf');
    const plenty = { withinMs: 20_000, memoryMaxBytes: 2 ** 40 };
    expect(await read(bytes, pdf, { ...plenty, withinMs: 1 })).toEqual({ refused: 'too-slow' });
    expect(await read(bytes, pdf, { ...plenty, memoryMaxBytes: 1 })).toEqual({ refused: 'too-big' });
    expect(await read(bytes, pdf, plenty)).toHaveProperty('pages');
  });

  test('EV16: bytes that cannot be had are a fault of ours, and not the paper’s', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('%PDF-1.7');
        throw new NotAsSealed('changed');
      })(),
    );
    const job = { do: 'read', mediaType: pdf, from: 1, to: 1 } as const;
    await expect(runReader(job, () => broken)).rejects.toThrow(NotAsSealed);
  });

  test('EV10: a reader that says more than it may is stopped', async () => {
    const told = async (length: number) => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(length);
      return Array.fromAsync(unwrap(Readable.from([head, Buffer.from('{"made":')]), 1024));
    };
    await expect(told(2 ** 31)).rejects.toThrow(RangeError);
    expect(await told(100)).toEqual([]);
    const huge = Buffer.from('{"made":"page-1.webp","bytes":999999}');
    const head = Buffer.from([0, 0, 0, huge.length]);
    await expect(Array.fromAsync(unwrap(Readable.from([head, huge]), 1024))).rejects.toThrow(RangeError);
  });

  test('EV10: a file that says it has a million pages is not believed, page by page', async () => {
    const bytes = Buffer.from(
      fixtureBytes('rotation.pdf')
        .toString('latin1')
        .replace(/\/Count \d+/g, '/Count 1000000'),
      'latin1',
    );
    const answer = await read(bytes);
    expect('refused' in answer || ('pages' in answer && answer.pages.length <= paperLimits.pagesMax)).toBe(true);
  });

  test('EV41: the first page is drawn while the rest is read, wide and small', async () => {
    const made: string[] = [];
    await runReader(
      { do: 'read', mediaType: pdf, from: 1, to: 1 },
      () => Readable.from([fixtureBytes('rotation.pdf')]),
      async (name, picture) => {
        made.push(`${name} ${(await sharp(picture).metadata()).width}`);
      },
    );
    expect(made).toEqual(['page-1-small.webp 720', 'page-1.webp 1100']);
  });

  test('EV11: a fax-coded scan is drawn and not blank', async () => {
    const { made } = await draw(fixtureBytes('ccitt_EndOfBlock_false.pdf'));
    expect(await varies(made.get('page-1.webp')!)).toBeGreaterThan(20);
  });

  test('H06: a PDF that holds a script comes out as a picture and nothing else', async () => {
    const { answer, made } = await draw(fixtureBytes('js-authors.pdf'));
    expect(answer).toEqual({ drawn: [1] });
    expect([...made.keys()]).toEqual(['page-1-small.webp', 'page-1.webp']);
  });

  test('EV10: a file that took the reader over could read, write and start nothing else', () => {
    const limits = nodeLimits();
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
    const huge = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await read(huge, 'image/png')).toEqual({ refused: 'too-big' });
    const whole = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer();
    expect(await read(whole.subarray(0, whole.length / 2), 'image/jpeg')).toEqual({ refused: 'damaged' });
  });

  test('EV8: a photo is drawn anew the right way up, without where it was taken', async () => {
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } })
      .withExif({ IFD3: { GPSLatitude: '51/1 14/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { answer, made } = await draw(photo, 'image/jpeg');
    expect(answer).toEqual({ drawn: [1] });
    const { width, height, exif, orientation } = await sharp(made.get('page-1.webp')).metadata();
    expect({ width, height, exif, orientation }).toEqual({
      width: 200,
      height: 300,
      exif: undefined,
      orientation: undefined,
    });
  });

  test('EV20 I06: the photo people have is the right way up and knows nothing of where it was taken', async () => {
    const { made, pages } = await readPhoto(await photoWithPlace(), 'image/jpeg');
    const { width, height, exif, xmp, orientation, format } = await sharp(made.get('photo.bin')).metadata();
    expect({ width, height, exif, xmp, orientation, format }).toEqual({
      ...{ width: 200, height: 300, format: 'jpeg' },
      ...{ exif: undefined, xmp: undefined, orientation: undefined },
    });
    expect(pages).toMatchObject([{ widthPt: 200, heightPt: 300 }]);
  });

  test('EV20 I02: what hides behind the end of a photo stays behind', async () => {
    const both = Buffer.concat([await photoWithPlace(), Buffer.from('<?php system($_GET[0]); ?>')]);
    const { made } = await readPhoto(both, 'image/jpeg');
    expect(Buffer.from(made.get('photo.bin')!).includes('<?php')).toBe(false);
  });

  test('EV20: a HEIC photo becomes a JPEG without its place; one that is cut is refused', async () => {
    const heic = readFileSync('tests/fixtures/photos/phone.heic');
    expect(heic.includes('Phone of a test')).toBe(true);
    const { made } = await readPhoto(heic, 'image/jpeg');
    const photo = sharp(made.get('photo.bin'));
    expect(await photo.metadata()).toMatchObject({ format: 'jpeg', width: 240, height: 160 });
    expect((await photo.metadata()).exif).toBeUndefined();
    expect(await varies(made.get('page-1.webp')!)).toBeGreaterThan(20);
    expect((await readPhoto(heic.subarray(0, 700), 'image/jpeg')).answer).toEqual({ refused: 'damaged' });
  });

  test('EV20 I06: a HEIC that says it is sixty thousand pixels wide is not believed', async () => {
    const heic = Buffer.from(readFileSync('tests/fixtures/photos/phone.heic'));
    const sizes = heic.indexOf('ispe') + 8;
    heic.writeUInt32BE(60_000, sizes);
    heic.writeUInt32BE(60_000, sizes + 4);
    expect((await readPhoto(heic, 'image/jpeg')).answer).toHaveProperty('refused');
  });
});
