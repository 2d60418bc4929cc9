#pragma once
// What Swift can't call by itself: libedit's variadic functions, signal handlers, wcwidth and stdio's globals.
#include <histedit.h>
#include <stdint.h>

typedef unsigned char (*shim_command)(EditLine *, wint_t);
typedef wchar_t *(*shim_prompt)(EditLine *);

// ---- doors to el_wset, el_wget and history_w (editline(3)) ----
static inline int shim_set_prompt(EditLine *e, shim_prompt f) { return el_wset(e, EL_PROMPT_ESC, f, 1); }
static inline int shim_set_right_prompt(EditLine *e, shim_prompt f) { return el_wset(e, EL_RPROMPT_ESC, f, 1); }
static inline int shim_set_editor(EditLine *e, const wchar_t *name) { return el_wset(e, EL_EDITOR, name); }
static inline const wchar_t *shim_editor(EditLine *e) {
  const wchar_t *name = NULL;
  return el_wget(e, EL_EDITOR, &name) == 0 ? name : NULL;
}
static inline int shim_set_terminal(EditLine *e, const char *name) { return el_set(e, EL_TERMINAL, name); }
static inline int shim_set_signal(EditLine *e, int on) { return el_wset(e, EL_SIGNAL, on); }
static inline int shim_set_client(EditLine *e, void *p) { return el_wset(e, EL_CLIENTDATA, p); }
static inline void *shim_client(EditLine *e) {
  void *p = NULL;
  el_wget(e, EL_CLIENTDATA, &p);
  return p;
}
static inline int shim_add_command(EditLine *e, const wchar_t *name, shim_command f) {
  return el_wset(e, EL_ADDFN, name, name, f);
}
static inline int shim_bind(EditLine *e, const wchar_t *key, const wchar_t *command) {
  return el_wset(e, EL_BIND, key, command, NULL);
}
static inline int shim_bind_alternative(EditLine *e, const wchar_t *key, const wchar_t *command) {
  return el_wset(e, EL_BIND, L"-a", key, command, NULL);
}
static inline int shim_set_reader(EditLine *e, el_rfunc_t f) { return el_wset(e, EL_GETCFN, f); }
static inline int shim_refresh(EditLine *e) { return el_wset(e, EL_REFRESH); }
static inline int shim_prepare_terminal(EditLine *e, int on) { return el_wset(e, EL_PREP_TERM, on); }
static inline int shim_set_tty(EditLine *e, const wchar_t *mode, const wchar_t *setting) {
  return el_wset(e, EL_SETTY, mode, setting, NULL);
}
static inline int shim_use_history(EditLine *e, HistoryW *h) { return el_wset(e, EL_HIST, history_w, h); }
static inline int shim_history_size(HistoryW *h, int count) {
  HistEventW event;
  return history_w(h, &event, H_SETSIZE, count);
}
static inline int shim_history_clear(HistoryW *h) {
  HistEventW event;
  return history_w(h, &event, H_CLEAR);
}
static inline int shim_history_enter(HistoryW *h, const wchar_t *line) {
  HistEventW event;
  return history_w(h, &event, H_ENTER, line);
}

/// An editor on standard input and output. What libedit itself would complain about goes to `complaints`.
EditLine *shim_open(const char *program, int complaints);
/// Writes out what libedit has drawn and what was held back with it. Nothing of it is on the screen before.
/// 0, or the errno of a write that failed.
int shim_flush(void);
/// Holds bytes back, behind what libedit has drawn, until shim_flush.
void shim_hold(const char *bytes, size_t count);
/// 1 if something waits for shim_flush.
int shim_is_holding(void);

/// Lets the terminal show nothing of what is typed, until `shim_echo` or the program's end. 0, or an errno.
int shim_silence(void);
/// Ends that; 1 if it was so. What was typed meanwhile and not read is thrown away: it was not meant to be seen.
int shim_echo(void);

// ---- signals ----
// One bit for each signal that only sets a flag and wakes poll(2).
enum {
  SHIM_INTERRUPT = 1,
  SHIM_RESIZE = 2,
  SHIM_CONTINUE = 4,
  SHIM_STOP = 8,
  SHIM_TERMINATE = 16,
  SHIM_HANGUP = 32,
  SHIM_QUIT = 64,
  SHIM_CPU = 128,
  SHIM_CHILD = 256,
};
/// Installs the handlers (without SA_RESTART), ignores SIGPIPE and SIGXFSZ. 0, or an errno.
/// Standard descriptors that are closed are taken first, so that nothing else can get their numbers.
int shim_signals_install(void);
/// Bits of the signals that came and were not yet taken.
int shim_signals_pending(void);
/// Takes the bits of `mask` that are pending.
int shim_signals_take(int mask);
/// Becomes readable when a signal comes; -1 before shim_signals_install.
int shim_signals_descriptor(void);
/// Empties the pipe behind shim_signals_descriptor.
void shim_signals_drain(void);
/// Stops this process as the terminal's suspend key does; returns when it is continued.
void shim_stop(void);

// ---- locale ----
/// Sets the user's locale, then makes sure that characters are UTF-8 and numbers have a point.
/// 1 if the user's own locale is UTF-8.
int shim_set_locale(void);
/// Columns that libedit gives to a character: wcwidth(3), or its escape `\U+12345` for one that can't be printed.
int shim_columns(int32_t character);

// ---- terminal database ----
/// 1 if terminfo or termcap knows this terminal.
int shim_knows_terminal(const char *name);
/// Columns and rows of the terminal behind a descriptor: columns * 65536 + rows; 0 if unknown.
int shim_window_size(int descriptor);

// ---- child processes ----
/// A pipe whose ends no child gets. 0, or an errno.
int shim_pipe(int ends[2]);
/// posix_spawnp(3) with `input` (or -1) as standard input, no descriptor from 3 up, and default signals.
/// 0, or an errno.
int shim_spawn(const char *program, char *const arguments[], char *const environment[], int input, int *child);
