// `npm run demo-deployment`: see demo-deployment/cli.mjs.
import { main } from './demo-deployment/cli.mjs';

process.exitCode = await main(process.argv.slice(2));
