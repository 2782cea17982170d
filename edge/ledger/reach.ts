/**
 * All prefixes of dotted org paths: `["A.B.C"]` gives A, A.B and A.B.C. A grant sees a row when it is among the row's reach.
 */
export function reach(scope: readonly string[]): string[] {
  const all = new Set<string>();
  for (const path of scope) {
    for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) all.add(path.slice(0, dot));
    all.add(path);
  }
  return [...all];
}
