@testable import Storage

/// A disk in memory that notes every change, fails where it is told to, and can be asked what a loss of power leaves.
final class MemoryDisk: Disk {
  /// A change, in the order in which the program asked for it.
  enum Change: Equatable {
    case makeFolder(path: String, node: Int)
    case makeFile(path: String, node: Int)
    case write(node: Int, offset: Int, bytes: [UInt8])
    case truncate(node: Int, size: Int)
    case rename(from: String, to: String)
    case remove(path: String)
    /// The file's content is on the disk.
    case synced(node: Int)
    /// The names in the folder are on the disk.
    case syncedFolder(path: String)
    /// The program told the person that these words are saved.
    case acknowledged(String)
  }

  struct Node: Equatable {
    var isFolder: Bool
    var bytes: [UInt8] = []
    var mode: UInt32 = 0o600
    var links: UInt64 = 1
  }

  /// A call that fails instead of doing what it should.
  struct Fault {
    /// Which call fails, counted from 0 over all calls.
    var call: Int
    var code: Int32
    /// Every later call of the same sort fails too.
    var isForEver = false
    /// A failing write has stored this many bytes before.
    var stored = 0
  }

  var nodes: [Int: Node] = [:]
  var names: [String: Int] = [:]
  var changes: [Change] = []
  var fault: Fault?
  /// Calls made so far.
  var calls = 0
  /// At most so many bytes go into one write.
  var writeLengthMax = Int.max
  /// Steps left out, to prove that somebody would notice.
  var omits: Set<Omission> = []
  enum Omission { case syncData, sync, syncFolder, writtenBytes }

  private var faultySort: String?
  private struct Handle {
    var node: Int
    var path: String
    var offset = 0
    var locks = false
  }
  private var handles: [Int32: Handle] = [:]
  private var lastHandle: Int32 = 2
  private var lastNode = 0

  init() {
    names["/"] = 0
    nodes[0] = Node(isFolder: true, mode: 0o700)
  }

  /// A disk that holds files, as after a restart.
  init(names: [String: Int], nodes: [Int: Node]) {
    self.names = names
    self.nodes = nodes
    lastNode = nodes.keys.max() ?? 0
  }

  var user: UInt32 { 1000 }
  var holder: String { "1 memory" }

  /// Counts a call and fails it if it is the one.
  private func pass(_ sort: String) throws(SystemError) {
    defer { calls += 1 }
    guard let fault else { return }
    if calls == fault.call || fault.isForEver && faultySort == sort {
      faultySort = sort
      throw SystemError(code: fault.code)
    }
  }

  private func path(_ name: String, _ folder: Int32) -> String {
    if name.hasPrefix("/") { return name }
    guard let handle = handles[folder] else { return "/" + name }
    return Path.join(handle.path, name)
  }

  func open(_ name: String, in folder: Int32, _ flags: OpenFlags, mode: UInt32) throws(SystemError) -> Int32 {
    try pass("open")
    let path = path(name, folder)
    if let node = names[path] {
      if flags.contains(.new) { throw .exists }
      if flags.contains(.folder), nodes[node]?.isFolder != true { throw .notFolder }
      return handle(node, path)
    }
    guard flags.contains(.create) else { throw .noEntry }
    lastNode += 1
    names[path] = lastNode
    nodes[lastNode] = Node(isFolder: false, mode: mode)
    changes.append(.makeFile(path: path, node: lastNode))
    return handle(lastNode, path)
  }

  private func handle(_ node: Int, _ path: String) -> Int32 {
    lastHandle += 1
    handles[lastHandle] = Handle(node: node, path: path)
    return lastHandle
  }

  private func of(_ file: Int32) throws(SystemError) -> Handle {
    guard let handle = handles[file] else { throw SystemError(code: 9) }
    return handle
  }

  func close(_ file: Int32) throws(SystemError) {
    _ = try of(file)
    handles[file] = nil
    try pass("close")
  }

  func read(_ file: Int32, into bytes: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try pass("read")
    let handle = try of(file)
    guard let content = nodes[handle.node]?.bytes, handle.offset < content.count else { return 0 }
    let count = min(bytes.count, content.count - handle.offset)
    bytes.copyBytes(from: content[handle.offset..<handle.offset + count])
    handles[file]?.offset += count
    return count
  }

  func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    let handle = try of(file)
    do throws(SystemError) {
      try pass("write")
    } catch {
      if let stored = fault?.stored, stored > 0 { append(handle.node, Array(bytes.prefix(stored))) }
      throw error
    }
    let count = min(bytes.count, writeLengthMax)
    append(handle.node, omits.contains(.writtenBytes) ? Array(bytes.prefix(count / 2)) : Array(bytes.prefix(count)))
    return count
  }

  private func append(_ node: Int, _ bytes: [UInt8]) {
    changes.append(.write(node: node, offset: nodes[node]?.bytes.count ?? 0, bytes: bytes))
    nodes[node]?.bytes += bytes
  }

  func syncData(_ file: Int32) throws(SystemError) {
    try pass("syncData")
    if !omits.contains(.syncData) { changes.append(.synced(node: try of(file).node)) }
  }

  func sync(_ file: Int32) throws(SystemError) {
    try pass("sync")
    let handle = try of(file)
    if nodes[handle.node]?.isFolder == true {
      if !omits.contains(.syncFolder) { changes.append(.syncedFolder(path: handle.path)) }
    } else if !omits.contains(.sync) {
      changes.append(.synced(node: handle.node))
    }
  }

  func truncate(_ file: Int32, to size: Int) throws(SystemError) {
    try pass("truncate")
    let node = try of(file).node
    changes.append(.truncate(node: node, size: size))
    let rest = (nodes[node]?.bytes ?? []).prefix(size)
    nodes[node]?.bytes = Array(rest)
  }

  func status(of file: Int32) throws(SystemError) -> FileStatus {
    try pass("status")
    return status(try of(file).node)
  }

  func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
    try pass("statusOfName")
    guard let node = names[path(name, folder)] else { throw .noEntry }
    return status(node)
  }

  private func status(_ number: Int) -> FileStatus {
    let node = nodes[number] ?? Node(isFolder: false)
    return FileStatus(
      kind: node.isFolder ? .folder : .regular, device: 1, inode: UInt64(number), owner: user, mode: node.mode,
      links: node.links, size: node.bytes.count, changedSeconds: 0)
  }

  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemError) {
    try pass("makeFolder")
    let path = path(name, folder)
    guard names[path] == nil else { throw .exists }
    guard names[Path.parent(of: path)] != nil else { throw .noEntry }
    lastNode += 1
    names[path] = lastNode
    nodes[lastNode] = Node(isFolder: true, mode: mode)
    changes.append(.makeFolder(path: path, node: lastNode))
  }

  func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError) {
    try pass("setMode")
    nodes[try of(file).node]?.mode = mode
  }

  func rename(_ name: String, to newName: String, in folder: Int32, replacing: Bool) throws(SystemError) {
    try pass("rename")
    let (from, to) = (path(name, folder), path(newName, folder))
    guard let node = names[from] else { throw .noEntry }
    if !replacing, names[to] != nil { throw .exists }
    if let old = names[to] { nodes[old]?.links = 0 }
    names[to] = node
    names[from] = nil
    changes.append(.rename(from: from, to: to))
  }

  func remove(_ name: String, in folder: Int32) throws(SystemError) {
    try pass("remove")
    guard let node = names.removeValue(forKey: path(name, folder)) else { throw .noEntry }
    nodes[node]?.links = 0
    changes.append(.remove(path: path(name, folder)))
  }

  func removeFolder(_ name: String, in folder: Int32) throws(SystemError) { try remove(name, in: folder) }
  func checkWritable(_ folder: String) throws(SystemError) { try pass("access") }

  func lock(_ file: Int32) throws(SystemError) {
    try pass("lock")
    let node = try of(file).node
    if handles.contains(where: { $0.key != file && $0.value.node == node && $0.value.locks }) { throw .again }
    handles[file]?.locks = true
  }

  func names(in folder: Int32) throws(SystemError) -> [String] {
    try pass("names")
    let start = Path.join(try of(folder).path, "")
    return names.keys.filter { $0.hasPrefix(start) && $0 != start && !$0.dropFirst(start.count).contains("/") }
      .map { String($0.dropFirst(start.count)) }
  }

  func fileSystem(of file: Int32) throws(SystemError) -> UInt32 {
    try pass("fileSystem")
    return 0xEF53
  }
}
