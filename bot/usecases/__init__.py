"""What people and clocks do: one public function is one transaction."""
