import type { LayoutArea, LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { serviceArea } from "@tocsin/domain/layouts/first-layout.ts";
import { layoutFaults } from "@tocsin/places/layout-faults.ts";

/** Everything that keeps areas from being published (DSP-07). A whole city takes a fifth of a second: whatever else waits is let in between the steps. */
export async function faultsOf({ city, org }: CityIndex, areas: readonly LayoutArea[]): Promise<readonly LayoutFault[]> {
  const found: LayoutFault[] = [];
  for (const faults of layoutFaults(areas, { serviceArea: serviceArea(city), orgPath: (id) => org.get(id)?.path })) {
    found.push(...faults);
    await new Promise(setImmediate);
  }
  return found;
}
