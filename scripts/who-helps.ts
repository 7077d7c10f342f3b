import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { start } from '#server/start.ts';

const usage = `Says who helps families that disagree, in one line each. The law wants all three on every letter that can be appealed.

  npm run who-helps -- --council mead --mediation-adviser "Fair Talk, 0300 000 0001" --advice-service "Advice Mead, 0300 000 0002" --disagreement-service "Fair Talk, 0300 000 0001"
`;
const text = { type: 'string', default: '' } as const;
const { values: given } = parseArgs({
  options: { council: text, 'mediation-adviser': text, 'advice-service': text, 'disagreement-service': text },
});

/** A council's own facts are set by whoever runs the installation, as its name and number are: there is no page for it. */
async function main(): Promise<void> {
  const { council, 'mediation-adviser': adviser, 'advice-service': advice, 'disagreement-service': service } = given;
  if (!council || !adviser || !advice || !service) throw new Error(usage);
  const running = await start();
  const owner = postgres(running.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const changed = await owner`update council set mediation_adviser = ${adviser}, advice_service = ${advice},
      disagreement_service = ${service} where key = ${council} returning name`;
    if (changed.length === 0) throw new Error(`There is no council "${council}".`);
    process.stdout.write(`Letters of ${changed[0]!.name} now name them.\n`);
  } finally {
    await owner.end();
    await running.stop();
  }
}

await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
