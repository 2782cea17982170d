/** The parts of GeoJSON (RFC 7946) that the map uses; coordinates are `[lon, lat]`. */
type Coordinates = number[];

export type MapGeometry =
  | { readonly type: "Point"; readonly coordinates: Coordinates }
  | { readonly type: "LineString"; readonly coordinates: Coordinates[] }
  | { readonly type: "Polygon"; readonly coordinates: Coordinates[][] };

export interface MapFeature {
  readonly type: "Feature";
  readonly geometry: MapGeometry;
  readonly properties: Record<string, string | number | boolean>;
}

export interface MapCollection {
  readonly type: "FeatureCollection";
  readonly features: MapFeature[];
}
