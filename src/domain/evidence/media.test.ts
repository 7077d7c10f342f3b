import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainFileName, whyNotFile } from './media.ts';

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

describe('which files are taken', () => {
  test('EV8 I05: content and name must both say PDF, JPEG or PNG', () => {
    expect(whyNotFile('report.pdf', 10, 'application/pdf')).toBeNull();
    expect(whyNotFile('photo.JPEG', 10, 'image/jpeg')).toBeNull();
    expect(whyNotFile('report.pdf', 10, 'application/x-msdownload')).toContain('not a PDF, JPEG or PNG');
    expect(whyNotFile('report.pdf.exe', 10, 'application/pdf')).toContain('“report.pdf.exe” is not');
    expect(whyNotFile('letter.html', 10, undefined)).toContain('not a PDF');
    expect(whyNotFile('macro.docm', 10, 'application/zip')).toContain('not a PDF');
    expect(whyNotFile('drawing.svg', 10, 'application/xml')).toContain('not a PDF');
    expect(whyNotFile('photo.png', 10, 'image/jpeg')).toContain('says it is a PNG but it is a JPEG photo');
    expect(whyNotFile('report.pdf', 0, undefined)).toContain('is empty');
  });
});
