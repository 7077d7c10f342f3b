import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidesAnother } from '../redaction/behind.ts';
import { plainFileName, takeFile } from './media.ts';

describe('file names', () => {
  test('I04: a name is shown without paths, control marks or direction marks', () => {
    expect(plainFileName('../../etc/passwd.pdf')).toBe('passwd.pdf');
    expect(plainFileName('C:\\Users\\dana\\report.pdf')).toBe('report.pdf');
    expect(plainFileName('re\u0000port\u202Efdp.pdf')).toBe('reportfdp.pdf');
    expect(plainFileName('.htaccess')).toBe('htaccess');
    expect(plainFileName('Zoe\u0308.pdf')).toBe(plainFileName('Zo\u00EB.pdf'));
    expect(plainFileName('///')).toBe('paper');
    expect(plainFileName(`${'a'.repeat(400)}.pdf`)).toMatch(/^a{116}\.pdf$/);
  });
  test('I04: whatever is given, the name holds no separator, no invisible mark, and is never empty or long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = plainFileName(given);
        expect(name).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('which files are taken', () => {
  const take = (name: string, type: string | undefined, bytes = 10) => takeFile(name, bytes, { type, hides: false });
  const because = (...given: Parameters<typeof take>) => {
    const taken = take(...given);
    return 'because' in taken ? taken.because : '';
  };

  test.each([
    ['report.pdf', 'application/pdf', 'application/pdf'],
    ['photo.JPEG', 'image/jpeg', 'image/jpeg'],
    ['advice.docx', WORD, WORD],
    ['advice.docx', 'application/zip', WORD],
    ['notes.txt', 'text/plain', 'text/plain'],
    ['IMG_0041.HEIC', 'image/heic', 'image/jpeg'],
    ['IMG_0042.heif', 'image/heif', 'image/jpeg'],
  ])('EV8: %s that is %s is kept as %s', (name, type, mediaType) => {
    expect(take(name, type)).toEqual({ mediaType, sentType: mediaType === type ? type : expect.any(String) });
  });

  test('EV8 I05: content and name must both say what it is', () => {
    const unknown = 'is not a PDF, Word document, photo or text file';
    expect(because('report.pdf', 'application/x-msdownload')).toContain(unknown);
    expect(because('report.pdf.exe', 'application/pdf')).toContain(`“report.pdf.exe” ${unknown}`);
    expect(because('letter.html', 'text/plain')).toContain(unknown);
    expect(because('drawing.svg', 'application/xml')).toContain(unknown);
    expect(because('sheet.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toContain(
      unknown,
    );
    expect(because('photo.png', 'image/jpeg')).toContain('says it is a PNG but it is a JPEG photo');
    expect(because('photo.jpg', 'image/heic')).toContain('photo from an iPhone (HEIC)');
    expect(because('photo.heic', 'image/jpeg')).toContain('says it is a HEIC but it is a JPEG photo');
    expect(because('report.pdf', 'text/plain')).toContain('says it is a PDF but it is a text file');
    expect(because('report.pdf', undefined, 0)).toContain('is empty');
  });

  test('I11: macros, old Office files and locked ones are refused in plain words', () => {
    expect(because('plan.docm', WORD)).toContain('small programs, called macros');
    expect(because('plan.docx', 'application/vnd.ms-word.document.macroenabled.12')).toContain('called macros');
    expect(because('plan.doc', 'application/x-cfb')).toContain('old Word, or needs a password');
    expect(because('plan.docx', 'application/x-cfb')).toContain('old Word, or needs a password');
  });

  test('I02: a PDF with another file behind its end is refused; what is inside it, or only a comment, is not', () => {
    const pdf = Buffer.from('%PDF-1.7 PK\x05\x06 inside <html> too\n%%EOF\n', 'latin1');
    const zipEnd = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
    expect(hidesAnother(pdf)).toBe(false);
    expect(hidesAnother(Buffer.concat([pdf, Buffer.from('% a comment')]))).toBe(false);
    expect(hidesAnother(Buffer.concat([pdf, zipEnd]))).toBe(true);
    for (const page of ['<!DOCTYPE html>', '<script>alert(1)</script>', '<?php system(1)', 'MZ\x90\x00'])
      expect(hidesAnother(Buffer.concat([pdf, Buffer.from(page, 'latin1')]))).toBe(true);
    expect(takeFile('a.pdf', 10, { type: 'application/pdf', hides: true })).toMatchObject({
      because: '“a.pdf” has another file hidden behind it. Print it to a new PDF and add that.',
    });
  });
});
