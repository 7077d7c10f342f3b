// The engine in a process of its own, which a test may kill at a named point. Not a test: `crash.ts` starts it.
import { writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { writeRows } from '../../src/realtime/server/log-statement.ts';
import { keepSnapshot } from '../../src/realtime/server/stored.ts';
import { connect } from '../../src/server/db.ts';
import type { CrashPoint } from '../support/crash.ts';
import type { TestDatabase } from '../support/database.ts';
import { startPlace } from '../support/node.ts';

const { DATABASE_URL, DIE_AT, DIE_ON_HIT } = process.env as Record<string, string>;
let hits = 0;

function hit(point: CrashPoint): void {
  if (point !== DIE_AT || ++hits < Number(DIE_ON_HIT)) return;
  writeSync(1, `DIED ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  // Nothing more of this process may run, not even what is left of this turn.
  for (;;);
}

const write: typeof writeRows = async (...given) => {
  hit('before-commit');
  const stored = await writeRows(...given);
  hit('after-commit');
  return stored;
};
const keep: typeof keepSnapshot = (...given) => {
  hit('before-snapshot');
  return keepSnapshot(...given);
};

const database = connect(DATABASE_URL!);
const owner = postgres(DATABASE_URL!, { max: 2, onnotice: () => {} });
const db = { ...database, owner, ownerUrl: DATABASE_URL! } as TestDatabase;
const node = await startPlace(db, { write, keepSnapshot: keep });
writeSync(1, `READY ${(node.http.address() as AddressInfo).port}\n`);
