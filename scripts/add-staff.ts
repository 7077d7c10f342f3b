import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { councilByKey } from '#domain/people/councils.server.ts';
import { duties } from '#domain/people/cover/duties.ts';
import { addStaff } from '#domain/people/staff.server.ts';
import { start } from '#server/start.ts';

const usage = `Adds a member of staff, and their council and team where those are new.

  npm run add-staff -- --council mead --team "North team" --name "Priya Shah" --email priya@mead.example --job "Case officer"

A new council also needs --council-name "Meadowshire County Council" --short-name Meadowshire --phone "0300 000 0000".
With --duty director (or another duty over the whole council) they have that duty too, as the first director must. For
somebody who is there already, --council, --email and --duty are enough. Two directors are better than one.
The first password is printed once. They set up their second step when they first sign in, and change the password on "Your account".
`;
const text = { type: 'string', default: '' } as const;
const { values: given } = parseArgs({
  options: {
    council: text,
    'council-name': text,
    'short-name': text,
    phone: text,
    team: text,
    name: text,
    email: text,
    job: text,
    duty: text,
  },
});

/** On an installation that is being set up nobody can sign in yet, so this is a command and not a page. */
async function main(): Promise<void> {
  const { council: key, team, name, email, job, duty } = given;
  if (!/^[a-z]{2,12}$/.test(key) || !email.includes('@')) throw new Error(usage);
  if (duty && !(duties as string[]).includes(duty)) throw new Error(`A duty is one of: ${duties.join(', ')}.`);
  const onlyADuty = duty !== '' && !name;
  if (!onlyADuty && (!team || !name || !job)) throw new Error(usage);
  const running = await start();
  const owner = postgres(running.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    if (onlyADuty) return await giveFirstDuty(owner, (await councilByKey(key))?.councilId ?? '');
    const councilId = (await councilByKey(key))?.councilId ?? (await addCouncil(owner, key));
    const teamId = await teamOf(owner, councilId, team);
    const password = randomBytes(12).toString('base64url');
    const personId = await addStaff({ councilId, fullName: name, email, jobTitle: job, password });
    await owner`insert into team_member (council_id, team_id, person_id) values (${councilId}, ${teamId}, ${personId})`;
    if (duty) await giveFirstDuty(owner, councilId);
    process.stdout.write(`${name} can sign in with ${email} and this password: ${password}\n`);
  } finally {
    await owner.end();
    await running.stop();
  }
}

/** Gives somebody of the staff a duty from the command line, which is how the first director is made: on the page nobody gives one to themselves. */
async function giveFirstDuty(owner: postgres.Sql, councilId: string): Promise<void> {
  const { email, duty } = given;
  const made = await owner`
    insert into council_duty (council_id, council_duty_id, person_id, duty)
    select council_id, ${v7()}, person_id, ${duty} from person
     where council_id::text = ${councilId} and kind = 'staff' and disabled_at is null and lower(email) = ${email.toLowerCase()}
    on conflict do nothing returning person_id`;
  if (made.length === 0)
    throw new Error(`Nobody of this council's staff has ${email}, or they have that duty already.`);
  process.stdout.write(`${email} has the duty “${duty}” now.\n`);
}

async function addCouncil(owner: postgres.Sql, key: string): Promise<string> {
  const { 'council-name': name, 'short-name': shortName, phone } = given;
  if (!name || !shortName || !phone) throw new Error(`There is no council "${key}" yet.\n\n${usage}`);
  const councilId = v7();
  await owner`insert into council (council_id, key, name, short_name, phone)
    values (${councilId}, ${key}, ${name}, ${shortName}, ${phone})`;
  return councilId;
}

/** The team of this name; a new one answers the council's number. */
async function teamOf(owner: postgres.Sql, councilId: string, name: string): Promise<string> {
  const [known] = await owner<{ teamId: string }[]>`
    select team_id as "teamId" from team where council_id = ${councilId} and name = ${name}`;
  if (known) return known.teamId;
  const teamId = v7();
  await owner`insert into team (council_id, team_id, name, phone)
    select council_id, ${teamId}, ${name}, phone from council where council_id = ${councilId}`;
  return teamId;
}

await main().catch((error: Error & { cause?: { code?: string } }) => {
  const taken = error.cause?.code === '23505';
  process.stderr.write(taken ? `Somebody at this council already has ${given.email}.\n` : `${error.message}\n`);
  process.exit(1);
});
