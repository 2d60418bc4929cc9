/// The program's own sentences, to be read aloud in one go. What a playbook says isn't here.
///
/// Split by topic: rejections, answers, sections and progress, help, explanations.
public enum Wording {}
