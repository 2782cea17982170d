/**
 * Starts as many PostgreSQL as the first argument says, for all test processes of one run, and says where they are:
 * copying one for every process takes longer than most tests. They end with this process, which ends with its standard input.
 */
import { startTestCluster } from "@tocsin/ledger/test-cluster.ts";

const clusters = [await startTestCluster()]; // the first may have to make what the others copy
while (clusters.length < Number(process.argv[2])) clusters.push(await startTestCluster());
process.stdout.write(`${JSON.stringify(clusters)}\n`);
process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
