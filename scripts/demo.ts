import { createServer, type AddressInfo } from 'node:net';
import { env } from '#server/env.ts';
import { start } from '#server/start.ts';
import { scanningInWords } from '#domain/evidence/intake/scan.server.ts';
import { demoPeople } from '#domain/people/demo.server.ts';
import { buildIfNeeded } from './built.mjs';
import { maya } from './demo/cases.ts';
import { others, staff, type PersonKey } from './demo/council.ts';
import { seed } from './demo/seed.ts';

const PREFERRED_PORT = 3000;
/** Who works on appeals, and whose one of them is. */
const appealing = ['tess', 'lind', 'niamh'] as const satisfies PersonKey[];
/** Who meets about Theo this afternoon: a mediation needs more than two. */
const mediating = ['lena', 'rosa', 'priya', 'maria', 'okoro'] as const satisfies PersonKey[];

/** Everything from a fresh clone to a council of made-up people, on loopback only. What has been made before is kept. */
process.env.NODE_ENV = 'production';
process.env.DEMO = '1';
// Nobody trying it out has a virus scanner waiting. What it prints below and "What we record" say so.
process.env.SCANNER ??= 'off';
process.env.LOG_LEVEL ??= 'warn';
process.env.PORT ??= String((await take(PREFERRED_PORT)) ?? (await take(0)));
process.env.ORIGIN ??= `http://localhost:${process.env.PORT}`;

await buildIfNeeded();
const { ownerUrl } = await start();
await seed(ownerUrl);
await import('../src/main.server.ts');
process.stdout.write(await links());

/** Takes a port for a moment, to see that it can be had; 0 takes any. Returns its number, or null when somebody has it. */
function take(port: number): Promise<number | null> {
  return new Promise((taken) => {
    const probe = createServer().once('error', () => taken(null));
    probe.listen(port, '127.0.0.1', () => {
      const { port: number } = probe.address() as AddressInfo;
      probe.close(() => taken(number));
    });
  });
}

/**
 * One line for each role: the people of the case that shows everything first, so that any two of them meet on it, and the
 * mediator of today. Then everybody of today's mediation. A link opens the page where one press signs in as them.
 */
async function links(): Promise<string> {
  const known = { ...staff, ...others };
  const named = (keys: readonly string[]): string[] => keys.map((key) => known[key as PersonKey].name);
  const shown = new Set<string>(named([maya.officer, ...Object.keys(maya.people), 'okoro']));
  const people = (await demoPeople()).flatMap((council) => council.people);
  const first = people.filter(({ name }) => shown.has(name));
  const line = (role: string, { name, person }: (typeof people)[number]) =>
    `  ${role.padEnd(28)} ${name.padEnd(22)} ${env().ORIGIN}/demo#${person.personId}`;
  const roleOf = ({ job, roles }: (typeof people)[number]) => roles[0]?.replace(/ on .*/, '') ?? job;
  const byRole = new Map<string, string>();
  for (const one of [...first, ...people]) {
    const role = roleOf(one);
    if (role && !byRole.has(role)) byRole.set(role, line(role, one));
  }
  const these = (keys: readonly PersonKey[]): string =>
    named(keys)
      .flatMap((name) => people.filter((one) => one.name === name))
      .map((one) => line(roleOf(one) ?? '', one))
      .join('\n');
  return [
    'Everybody here is made up. Open two of these in two browsers and do a check together:',
    [...byRole.values()].join('\n'),
    'Or meet about Theo, as his family, the council and the mediator:',
    these(mediating),
    'Or work on Freya’s appeal, as the council’s tribunal team and as her mother:',
    these(appealing),
    scanningInWords(),
    `Ctrl-C stops it; what you wrote is kept in ${env().DATA_DIR}.`,
  ].reduce((said, part) => `${said}\n${part}\n`, '');
}
