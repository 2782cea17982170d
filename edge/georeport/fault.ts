/** What is wrong with a request, and with which of its fields. */
export interface GeoFault {
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}
