declare module "vt-pbf" {
  interface TileOfFeatures {
    readonly features: readonly unknown[];
  }
  const vtPbf: {
    /** Encodes tiles of geojson-vt, by layer, as one Mapbox vector tile. */
    fromGeojsonVt(layers: Readonly<Record<string, TileOfFeatures>>, options: { readonly version: 1 | 2; readonly extent: number }): Uint8Array;
  };
  export default vtPbf;
}
