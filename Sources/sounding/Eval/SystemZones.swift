import CEL
import Glibc

/// The time zones of this machine, from its TZif files.
struct SystemZones: ZoneProvider {
  private static let folder = "/usr/share/zoneinfo/"

  func zone(named name: String) -> Zone? {
    guard isZoneName(name), let file = fopen(Self.folder + name, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Zone.byteCountMax + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    return Zone(tzif: Array(bytes.prefix(count)))
  }
}
