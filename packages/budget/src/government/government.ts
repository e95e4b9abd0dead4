/** A regional government (pemda). */
export interface Government {
  /** Kemendagri region code: "19.71" for a city or regency, "19" for a province. */
  code: string;
  /** Official name: "Kota Pangkalpinang", "Kabupaten Buru". */
  name: string;
}
