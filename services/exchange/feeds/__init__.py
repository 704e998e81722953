"""What an audience has, as Atom and JSON Feed, for programs that read news."""
