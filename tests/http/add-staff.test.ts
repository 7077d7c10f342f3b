import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { freshDataFolder } from '../support/papers.ts';
import { provePassword } from '../../src/domain/people/staff.server.ts';

const run = promisify(execFile);
const who = [
  '--council',
  'mead',
  '--team',
  'North team',
  '--name',
  'Priya Shah',
  '--email',
  'priya@mead.example',
  '--job',
  'Case officer',
];
const council = [
  '--council-name',
  'Meadowshire County Council',
  '--short-name',
  'Meadowshire',
  '--phone',
  '0300 000 0000',
];

test('the first member of staff of a new council is added by a command, once, and the printed password is theirs', async () => {
  const db = await freshDatabase();
  const env = { ...process.env, DATABASE_URL: db.ownerUrl, DATA_DIR: freshDataFolder(), LOG_LEVEL: 'silent' };
  const add = (...given: string[]) => run(process.execPath, ['scripts/add-staff.ts', ...given], { env });
  try {
    await expect(add(...who)).rejects.toMatchObject({
      stderr: expect.stringContaining('There is no council "mead" yet'),
    });
    const { stdout } = await add(...who, ...council);
    const password = /password: (\S+)/.exec(stdout)![1]!;
    const [made] = await db.owner<{ id: string; team: string }[]>`
      select c.council_id as id, t.name as team from council c join team t using (council_id) join team_member using (council_id, team_id)`;
    expect(made!.team).toBe('North team');
    expect(await provePassword(made!.id, 'priya@mead.example', 'not that one at all', '127.0.0.1')).toEqual({
      because: 'wrong',
    });
    expect(await provePassword(made!.id, 'priya@mead.example', password, '127.0.0.1')).toMatchObject({
      ok: { kind: 'staff' },
    });
    await expect(add(...who)).rejects.toMatchObject({
      stderr: 'Somebody at this council already has priya@mead.example.\n',
    });
  } finally {
    await db.close();
  }
});

test('DUT1: the first director is made by the command, with the account or after it, and only once', async () => {
  const db = await freshDatabase();
  const env = { ...process.env, DATABASE_URL: db.ownerUrl, DATA_DIR: freshDataFolder(), LOG_LEVEL: 'silent' };
  const add = (...given: string[]) => run(process.execPath, ['scripts/add-staff.ts', ...given], { env });
  try {
    await add(...who, ...council, '--duty', 'director');
    const later = ['--council', 'mead', '--email', 'Priya@mead.example', '--duty'];
    expect((await add(...later, 'records')).stdout).toContain('has the duty “records” now');
    const duties = await db.owner`select duty, given_by from council_duty order by duty`;
    expect(duties).toEqual([
      { duty: 'director', given_by: null },
      { duty: 'records', given_by: null },
    ]);
    await expect(add(...later, 'records')).rejects.toMatchObject({ stderr: expect.stringContaining('already') });
    await expect(add(...later, 'emperor')).rejects.toMatchObject({
      stderr: expect.stringContaining('A duty is one of'),
    });
  } finally {
    await db.close();
  }
});
