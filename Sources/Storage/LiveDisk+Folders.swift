import CLibmd
import Glibc

extension LiveDisk {
  public func status(of file: Int32) throws(SystemError) -> FileStatus {
    var found = stat()
    try checked(fstat(file, &found))
    return FileStatus(found)
  }

  public func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
    var found = stat()
    try checked(fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW))
    return FileStatus(found)
  }

  public func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemError) {
    try checked(mkdirat(folder, name, mode_t(mode)))
  }

  public func rename(_ name: String, to newName: String, in folder: Int32, replacing: Bool) throws(SystemError) {
    if replacing {
      try checked(renameat(folder, name, folder, newName))
      return
    }
    do throws(SystemError) {
      try checked(renameat2(folder, name, folder, newName, Self.renameNoReplace))
    } catch  where error.code == EINVAL || error.code == ENOSYS {
      // Some file systems don't know the flag: look first, at the price of a small window.
      var found = stat()
      if fstatat(folder, newName, &found, AT_SYMLINK_NOFOLLOW) == 0 { throw SystemError(code: EEXIST) }
      try checked(renameat(folder, name, folder, newName))
    }
  }

  public func remove(_ name: String, in folder: Int32) throws(SystemError) {
    try checked(unlinkat(folder, name, 0))
  }

  public func removeFolder(_ name: String, in folder: Int32) throws(SystemError) {
    try checked(unlinkat(folder, name, AT_REMOVEDIR))
  }

  public func names(in folder: Int32) throws(SystemError) -> [String] {
    // A descriptor of its own, because closedir closes it and readdir moves it.
    let own = try checked(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let stream = fdopendir(own) else {
      let problem = SystemError(code: errno)
      _ = Glibc.close(own)
      throw problem
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(code: errno) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  public func fileSystem(of file: Int32) throws(SystemError) -> UInt32 {
    var found = statfs()
    try checked(fstatfs(file, &found))
    return UInt32(truncatingIfNeeded: found.f_type)
  }

  public var user: UInt32 { geteuid() }

  public var holder: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "\(getpid())" }
    let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return "\(getpid()) \(String(decoding: host, as: UTF8.self))"
  }

  /// `RENAME_NOREPLACE` of <linux/fs.h>.
  private static let renameNoReplace: UInt32 = 1
}

extension FileStatus {
  init(_ found: stat) {
    let kind: Kind =
      switch found.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .other
      }
    self.init(
      kind: kind, device: UInt64(found.st_dev), inode: UInt64(found.st_ino), owner: found.st_uid,
      mode: UInt32(found.st_mode & 0o7777), links: UInt64(found.st_nlink), size: Int(found.st_size),
      changedSeconds: Int(found.st_mtim.tv_sec))
  }
}
