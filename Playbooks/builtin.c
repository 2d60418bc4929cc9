// The shipped playbooks, inside the program: it runs from any folder and after it was moved.
#include "BuiltinPlaybooks.h"

static const unsigned char quick_assessment[] = {
#embed "quick-assessment.yaml"
};
static const unsigned char way_of_working[] = {
#embed "way-of-working.yaml"
};
static const unsigned char first_pilots[] = {
#embed "first-pilots.yaml"
};
static const unsigned char pilot_checkin[] = {
#embed "pilot-checkin.yaml"
};
static const unsigned char retrospective[] = {
#embed "retrospective.yaml"
};
static const unsigned char pilot_review[] = {
#embed "pilot-review.yaml"
};
static const unsigned char wider_pilots[] = {
#embed "wider-pilots.yaml"
};
static const unsigned char deeper_dive[] = {
#embed "deeper-dive.yaml"
};
static const unsigned char roadmap[] = {
#embed "roadmap.yaml"
};
static const unsigned char hr_implications[] = {
#embed "hr-implications.yaml"
};
static const unsigned char journey[] = {
#embed "journey.yaml"
};
static const unsigned char demo[] = {
#embed "demo.yaml"
};
static const unsigned char universal[] = {
#embed "universal.yaml"
};
static const unsigned char words[] = {
#embed "words.yaml"
};
static const unsigned char registers[] = {
#embed "registers.yaml"
};

static const unsigned char example_report[] = {
#embed "../docs/example-report.md"
};

const sounding_builtin_file sounding_example_report = {"example-report.md", example_report, sizeof example_report};

const sounding_builtin_file sounding_builtin_files[] = {
  {"quick-assessment.yaml", quick_assessment, sizeof quick_assessment},
  {"way-of-working.yaml", way_of_working, sizeof way_of_working},
  {"first-pilots.yaml", first_pilots, sizeof first_pilots},
  {"pilot-checkin.yaml", pilot_checkin, sizeof pilot_checkin},
  {"retrospective.yaml", retrospective, sizeof retrospective},
  {"pilot-review.yaml", pilot_review, sizeof pilot_review},
  {"wider-pilots.yaml", wider_pilots, sizeof wider_pilots},
  {"deeper-dive.yaml", deeper_dive, sizeof deeper_dive},
  {"roadmap.yaml", roadmap, sizeof roadmap},
  {"hr-implications.yaml", hr_implications, sizeof hr_implications},
  {"journey.yaml", journey, sizeof journey},
  {"demo.yaml", demo, sizeof demo},
  {"universal.yaml", universal, sizeof universal},
  {"words.yaml", words, sizeof words},
  {"registers.yaml", registers, sizeof registers},
};
const size_t sounding_builtin_file_count = sizeof sounding_builtin_files / sizeof *sounding_builtin_files;
