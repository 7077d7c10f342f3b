import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/server/schema.server.ts',
    './src/realtime/server/schema.server.ts',
    './src/domain/**/*schema.server.ts',
  ],
  out: './drizzle',
});
