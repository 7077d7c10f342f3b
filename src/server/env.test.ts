import { describe, expect, test } from 'vitest';
import { readEnv } from './env.ts';

describe('the environment', () => {
  test('nothing set is enough to try it out', () => {
    expect(readEnv({})).toMatchObject({ DATA_DIR: '.data', PORT: 3000, DEMO: '0' });
  });

  test.each([
    [{ PORT: 'eighty' }, 'PORT must be a port number.'],
    [{ PORT: '70000' }, 'PORT must be a port number.'],
    [{ DATABASE_URL: 'mysql://localhost' }, 'DATABASE_URL must start with postgres://.'],
    [{ ORIGIN: 'https://ground.example/path' }, 'ORIGIN must be only scheme, host and port, with no path.'],
    [{ ORIGIN: 'ground.example' }, 'ORIGIN must be a URL such as https://ground.example.gov.uk.'],
    [{ SCANNER: 'on' }, 'SCANNER must be off or clamd://host:port.'],
    [{ SCANNER: 'clamd://scanner.example' }, 'SCANNER must be off or clamd://host:port.'],
    [{ S3_URL: 'https://s3.example' }, 'S3_URL needs S3_URL, S3_BUCKET, S3_KEY, S3_SECRET together.'],
    [{ S3_BUCKET: 'papers' }, 'S3_URL needs S3_URL, S3_BUCKET, S3_KEY, S3_SECRET together.'],
    [{ MAIL_DOMAIN: 'cases.example.gov.uk' }, 'MAIL_DOMAIN needs MAIL_DOMAIN, MAIL_IN_SECRET together.'],
    [{ MAIL_IN_SECRET: 'x'.repeat(32) }, 'MAIL_DOMAIN needs MAIL_DOMAIN, MAIL_IN_SECRET together.'],
    [{ MAIL_IN_SECRET: 'short' }, 'MAIL_IN_SECRET must be 32 letters or more, with no spaces.'],
    [{ MAIL_DOMAIN: 'Cases.example' }, 'MAIL_DOMAIN must be a domain such as cases.example.gov.uk.'],
    [{ DEMO: 'yes' }, 'DEMO must be 0 or 1.'],
  ])('%o stops the start with one sentence that names it', (from, sentence) => {
    expect(() => readEnv(from)).toThrow(new Error(sentence));
  });
});
